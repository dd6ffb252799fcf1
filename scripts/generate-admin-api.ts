// Writes app/platform/shopify/operations.ts from the app's *.graphql files and the Admin schema that @shopify/dev-mcp ships.
// With --check it only says whether the file is up to date.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { codegen } from "@graphql-codegen/core";
import * as operationsPlugin from "@graphql-codegen/typescript-operations";
import { buildClientSchema, Kind, NoDeprecatedCustomRule, parse, print, printSchema, specifiedRules, validate, visit, type DefinitionNode, type DocumentNode, type IntrospectionQuery } from "graphql";

const root = resolve(import.meta.dirname, "..");
const target = join(root, "app/platform/shopify/operations.ts");
const adminApiVersion = "2026-10";

/** The Admin schema of the version that the app speaks. */
export function adminSchema() {
  const packed = readFileSync(join(root, `node_modules/@shopify/dev-mcp/dist/data/admin_${adminApiVersion}.json.gz`));
  const introspection: { data?: IntrospectionQuery } & IntrospectionQuery = JSON.parse(gunzipSync(packed).toString("utf8"));
  return buildClientSchema(introspection.data ?? introspection, { assumeValid: true });
}

/** Every GraphQL document of the app, and what is wrong with it. */
function readDocuments() {
  const schema = adminSchema();
  const files = globSync("app/**/*.graphql", { cwd: root }).sort();
  const documents = files.map((file) => ({ location: file, document: parse(readFileSync(join(root, file), "utf8")) }));
  const errors = documents.flatMap(({ location, document }) => validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule]).map(({ message }) => `${location}: ${message}`));
  return { schema, documents, errors };
}

/** The text of operations.ts. */
export async function generate(): Promise<string> {
  const { schema, documents, errors } = readDocuments();
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const types = await codegen({
    filename: target,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents,
    config: {
      useTypeImports: true,
      enumsAsTypes: true,
      skipTypename: true,
      disableDescriptions: true,
      onlyOperationTypes: true,
      defaultScalarType: "string",
      scalars: { JSON: "unknown" },
    },
    plugins: [{ operations: {} }],
    pluginMap: { operations: operationsPlugin },
  });
  // A node of any type is a choice among all of Shopify's: those that are asked for the same are written once.
  const written = types.trim().replace(/(\n +\| \{ id: string \})(?: *\1)+/g, "$1");
  const constants = documents.flatMap(({ document }) => document.definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [constantOf(definition, document)] : [])));
  return `// Written by scripts/generate-admin-api.ts from the app's *.graphql files: change those, then run 'npm run generate'.\nimport type { AdminOperation } from "./admin-api.ts";\n\n${written}\n\n${constants.join("\n\n")}\n`;
}

function constantOf(definition: DocumentNode["definitions"][number] & { kind: Kind.OPERATION_DEFINITION }, document: DocumentNode): string {
  const name = definition.name?.value ?? "";
  const kind = definition.operation === "query" ? "Query" : "Mutation";
  const fragments = fragmentsOf(definition, document);
  const text = [definition, ...fragments].map(print).join("\n");
  return `export const ${name}: AdminOperation<${name}${kind}, ${name}${kind}Variables> = {\n  name: "${name}",\n  text: ${JSON.stringify(text.replace(/\s+/g, " "))},\n};`;
}

/** The fragments that a definition spreads, and those that these spread. Shopify refuses a document with one that is not used. */
function fragmentsOf(definition: DefinitionNode, document: DocumentNode, found = new Set<DefinitionNode>()): DefinitionNode[] {
  visit(definition, {
    FragmentSpread: ({ name }) => {
      const fragment = document.definitions.find((each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name.value);
      if (!fragment || found.has(fragment)) return;
      found.add(fragment);
      fragmentsOf(fragment, document, found);
    },
  });
  return [...found];
}

if (import.meta.main) {
  const text = await generate();
  if (!process.argv.includes("--check")) writeFileSync(target, text);
  else if (readFileSync(target, "utf8") !== text) {
    console.error("app/platform/shopify/operations.ts is out of date: run 'npm run generate'.");
    process.exit(1);
  }
}
