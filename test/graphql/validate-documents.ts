import { concatAST, NoDeprecatedCustomRule, specifiedRules, validate } from "graphql";
import { adminSchema } from "../shopify/admin-api/schema.ts";
import { type DocumentProblem, documentsVersion, problemOf, readDocuments } from "./documents.ts";

/** Lists all that Shopify's schema has against the documents in these files: none when every one of them would be executed, and uses nothing deprecated. */
export function validateDocuments(files: Iterable<string>, version = documentsVersion): DocumentProblem[] {
  const { documents, problems } = readDocuments(files);
  // Together, as a fragment may live in another file and a name may be there only once.
  const all = concatAST(documents.map(({ document }) => document));
  return [...problems, ...validate(adminSchema(version), all, [...specifiedRules, NoDeprecatedCustomRule]).map(problemOf)];
}
