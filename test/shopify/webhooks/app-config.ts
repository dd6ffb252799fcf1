import { existsSync, readFileSync, statSync } from "node:fs";
import { parse, type TomlTable } from "smol-toml";

export interface AppConfig {
  subscriptions: Subscription[];
  scopes: string[];
  optionalScopes: string[];
}

/** What `[[webhooks.subscriptions]]` says. */
export interface Subscription {
  topics: string[];
  uri: string;
  apiVersion: string;
  name: string | null;
  includeFields: string[];
}

const newestStable = "2026-10";
const none: AppConfig = { subscriptions: [], scopes: [], optionalScopes: [] };
const cache = new Map<string, { changed: number; config: AppConfig }>();

/**
 * Reads the app's `shopify.app.toml`, again whenever it has changed. A missing file means an app without scopes and
 * subscriptions. Throws with the reason when it asks for what local Shopify cannot do.
 */
export function readAppConfig(file: string): AppConfig {
  if (!existsSync(file)) return none;
  const changed = statSync(file).mtimeMs;
  const known = cache.get(file);
  if (known?.changed === changed) return known.config;
  const config = configOf(parse(readFileSync(file, "utf8")), file);
  cache.set(file, { changed, config });
  return config;
}

function configOf(toml: TomlTable, file: string): AppConfig {
  const webhooks = table(toml.webhooks);
  const access = table(toml.access_scopes);
  const entries = Array.isArray(webhooks.subscriptions) ? webhooks.subscriptions : [];
  return {
    subscriptions: entries.map((entry) => subscriptionOf(table(entry), text(webhooks.api_version) ?? newestStable, file)),
    scopes: (text(access.scopes) ?? "").split(",").map((scope) => scope.trim()).filter(Boolean),
    optionalScopes: list(access.optional_scopes),
  };
}

function subscriptionOf(entry: TomlTable, apiVersion: string, file: string): Subscription {
  for (const key of ["filter", "payload_query"]) {
    if (key in entry) throw new Error(`${file}: local Shopify does not evaluate the webhook setting '${key}'.`);
  }
  const includeFields = list(entry.include_fields);
  if (includeFields.some((field) => field.includes("."))) throw new Error(`${file}: local Shopify knows only top-level names in 'include_fields'.`);
  const uri = text(entry.uri);
  if (!uri) throw new Error(`${file}: a webhook subscription has no 'uri'.`);
  return { topics: [...list(entry.topics), ...list(entry.compliance_topics)], uri, apiVersion, name: text(entry.name) ?? null, includeFields };
}

function table(value: unknown): TomlTable {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as TomlTable) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
