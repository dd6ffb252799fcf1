import { readFileSync } from "node:fs";
import { type DocumentNode, GraphQLError, parse, Source } from "graphql";

/** The Admin API version that the app's documents are written for. */
export const documentsVersion = "2026-10";

export interface DocumentFile {
  file: string;
  document: DocumentNode;
}

export interface DocumentProblem {
  file: string;
  line: number;
  message: string;
}

/** Reads GraphQL files. What is not GraphQL comes back as a problem of its file. */
export function readDocuments(files: Iterable<string>): { documents: DocumentFile[]; problems: DocumentProblem[] } {
  const documents: DocumentFile[] = [];
  const problems: DocumentProblem[] = [];
  for (const file of files) {
    try {
      documents.push({ file, document: parse(new Source(readFileSync(file, "utf8"), file)) });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      problems.push(problemOf(error));
    }
  }
  return { documents, problems };
}

/** An error at the first place that it names. */
export function problemOf({ source, nodes, locations, message }: GraphQLError): DocumentProblem {
  return { file: (source ?? nodes?.[0]?.loc?.source)?.name ?? "", line: locations?.[0]?.line ?? 0, message };
}
