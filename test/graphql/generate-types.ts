import { readFileSync, writeFileSync } from "node:fs";
import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse, printSchema } from "graphql";
import { adminSchema } from "../shopify/admin-api/schema.ts";
import { documentsVersion, readDocuments } from "./documents.ts";
import { validateDocuments } from "./validate-documents.ts";

interface Target {
  /** Where the types go; without it they are only given back. */
  output?: string;
  /** Fails when the file at `output` is not what would be written, and leaves it alone. */
  check?: boolean;
  version?: string;
}

/**
 * Writes the TypeScript types of the operations in these files: their results, their variables, and of Shopify's inputs and enums only those that
 * they use. Throws when a document is not valid.
 */
export async function generateTypes(files: Iterable<string>, { output, check = false, version = documentsVersion }: Target = {}): Promise<string> {
  const paths = [...files];
  const problems = validateDocuments(paths, version);
  if (problems.length > 0) throw new Error(problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join("\n"));

  const types = await codegen({
    filename: output ?? "",
    // As a syntax tree, since codegen may load another copy of graphql, which would refuse the schema object of this one.
    schema: parse(printSchema(adminSchema(version))),
    documents: readDocuments(paths).documents.map(({ file, document }) => ({ location: file, document })),
    config: {
      onlyOperationTypes: true,
      enumsAsTypes: true,
      skipTypename: true,
      disableDescriptions: true,
      skipDocumentsValidation: true,
      defaultScalarType: "string",
      scalars: { JSON: "unknown" },
    },
    plugins: [{ operations: {} }],
    pluginMap: { operations },
  });
  const text = `${types.trim()}\n`;
  if (output && check && readFileSync(output, "utf8") !== text) throw new Error(`${output} is not what the GraphQL files say: write it again.`);
  if (output && !check) writeFileSync(output, text);
  return text;
}
