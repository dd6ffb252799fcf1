import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

// The package exports nothing but its command: its folder is found on the way up from here.
const data = findData(import.meta.dirname);
const loaded = new Map<string, GraphQLSchema>();

function findData(folder: string): string {
  const candidate = join(folder, "node_modules/@shopify/dev-mcp/dist/data");
  if (existsSync(candidate)) return candidate;
  if (dirname(folder) === folder) throw new Error("@shopify/dev-mcp is not installed: run npm install.");
  return findData(dirname(folder));
}

/** The API versions whose schema Shopify's own package brings, oldest first; `unstable` is the last. */
export const apiVersions: readonly string[] = readdirSync(data)
  .flatMap((name) => /^admin_(.+)\.json\.gz$/.exec(name)?.[1] ?? [])
  .sort();

/** Shopify's Admin schema of a version, to read or to resolve. Each call with `fresh` gives one of its own. */
export function adminSchema(version: string, { fresh = false } = {}): GraphQLSchema {
  const known = loaded.get(version);
  if (known && !fresh) return known;
  const introspection = JSON.parse(gunzipSync(readFileSync(join(data, `admin_${version}.json.gz`))).toString()) as { data?: IntrospectionQuery } & IntrospectionQuery;
  // Taken as valid: Shopify deprecates fields whose interfaces do not, which graphql-js would refuse.
  const schema = buildClientSchema(introspection.data ?? introspection, { assumeValid: true });
  if (!fresh) loaded.set(version, schema);
  return schema;
}
