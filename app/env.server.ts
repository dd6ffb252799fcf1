import { z } from "zod";
import { messageOf } from "#app/platform/errors.ts";
import { ProcessSettings } from "#app/platform/process-settings.ts";

const port = z.coerce.number().int().min(0).max(65_535);
const url = z.url({ protocol: /^https?$/, message: "must be an http(s) address" });
const flag = z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1");

/** Every setting of the process, with its default; README.md has the same table. */
export const Env = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: port.default(3000),
  DATABASE_URL: z.string("is missing").regex(/^postgres(ql)?:\/\/.+\/.+/, "must look like postgresql://user:password@host:5432/database"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(500).default(10),
  SHOPIFY_API_KEY: z.string("is missing").min(1, "is empty"),
  SHOPIFY_API_SECRET: z.string("is missing").min(1, "is empty"),
  /** The secret before the last rotation: webhooks signed with it are still taken. */
  SHOPIFY_API_SECRET_OLD: z.string().min(1).optional(),
  SHOPIFY_APP_URL: url,
  /** Where local Shopify runs; unset, the app talks to Shopify. */
  SHOPIFY_ORIGIN: url.optional(),
  /** Local Shopify's App Bridge; unset, Shopify's own. */
  APP_BRIDGE_URL: url.optional(),
  /** Requests that one caller may make in ten seconds. */
  RATE_LIMIT: z.coerce.number().int().min(1).default(10_000),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(200).default(10),
  /** Off: orders' states are set directly, without guards and effects; still logged. */
  WORKFLOW_ENABLED: flag.default(true),
  /** Another instance whose /sync the dashboard shows and acts through, with a key of that instance; unset, this very process. */
  SYNC_SERVICE_URL: url.optional(),
  SYNC_SERVICE_API_KEY: z.string().min(1).optional(),
  SYNC_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  /** On: while sync cannot be reached, the dashboard shows sample data, labelled as such, where it has no last good page. */
  USE_MOCK_DATA: flag.default(false),
  /** The mail server, as smtp://user:password@host:587; without it mails are kept and shown in the app. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, message: "must look like smtp://user:password@host:587" }).optional(),
  MAIL_FROM: z.string().min(3).default("Orders Dashboard <orders@localhost>"),
  /** For development: how many times faster a call that failed is tried again. */
  RETRY_TIME_SCALE: z.coerce.number().min(1).max(10_000).default(1),
  /** For development: lets outgoing webhooks go to addresses that are not public. */
  WEBHOOKS_TO_PRIVATE_ADDRESSES: flag.default(false),
  ...ProcessSettings.shape,
});
export type Env = z.infer<typeof Env>;

/** The settings, or an error of one line that names the variable and what to do about it. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = Env.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new Error(`The environment is not complete: ${problems.join("; ")}. See .env.example.`);
}

let parsed: Env | undefined;

/** The settings of this process, read once. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** The instance whose `/sync` the dashboard shows and acts through; undefined where that is this very process. */
export function remoteOf({ SYNC_SERVICE_URL: url, SYNC_SERVICE_API_KEY: apiKey = "", SYNC_TIMEOUT_MS: timeoutMs }: Env): { url: string; apiKey: string; timeoutMs: number } | undefined {
  return url === undefined ? undefined : { url, apiKey, timeoutMs };
}

/** Ends the process with one line when its settings cannot be used. */
export function requireEnv(): Env {
  try {
    return env();
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exit(1);
  }
}
