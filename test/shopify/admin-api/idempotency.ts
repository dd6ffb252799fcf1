import { createHash } from "node:crypto";
import { getDirectiveValues, type GraphQLField, type GraphQLResolveInfo, GraphQLDirective } from "graphql";
import { type Context } from "./context.ts";
import { apiError, refuse, UserErrors } from "./errors.ts";

const mismatch = "The same idempotency key cannot be used with different operation parameters.";
const failed = "A previous request with this idempotency key failed. Retry with a new idempotency key.";

/**
 * Does a mutation at most once for each `@idempotent` key of a shop: with the same arguments the first result again,
 * with others a refusal. The work remembers its result in the transaction of its change. Throws what Shopify answers when a mutation that demands a key comes without.
 */
export function once<T extends object>(args: unknown, context: Context, info: GraphQLResolveInfo, work: (remember: (result: T) => void) => T): T {
  const key = keyOf(info);
  const field = info.parentType.getFields()[info.fieldName];
  if (key === undefined) {
    if (field && demandsKey(field, context.version)) {
      throw apiError("BAD_REQUEST", "The @idempotent directive is required for this mutation but was not provided.");
    }
    return work(() => {});
  }

  const { db } = context.world;
  const { domain } = context.shop;
  const fingerprint = createHash("sha256").update(JSON.stringify([info.fieldName, args])).digest("hex");
  const before = db.get("select fingerprint, result from idempotency where shop = ? and key = ?", domain, key);
  if (before) {
    if (before.fingerprint !== fingerprint) refuse(null, mismatch, "IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
    if (before.result === "failed") refuse(null, failed, "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");
    return JSON.parse(String(before.result));
  }

  const remember = (result: string) => db.run("insert into idempotency (shop, key, fingerprint, result) values (?, ?, ?, ?)", domain, key, fingerprint, result);
  try {
    return work((result) => remember(JSON.stringify(result)));
  } catch (error) {
    if (error instanceof UserErrors) remember("failed");
    throw error;
  }
}

function keyOf({ schema, fieldNodes, variableValues }: GraphQLResolveInfo): string | undefined {
  const directive = schema.getDirective("idempotent");
  const node = fieldNodes[0];
  const values = directive instanceof GraphQLDirective && node ? getDirectiveValues(directive, node, variableValues) : undefined;
  return values ? String(values.key) : undefined;
}

/** Shopify's schema says in words from which version on the key is required. */
function demandsKey(field: GraphQLField<unknown, unknown>, version: string): boolean {
  const since = /As of (?:version )?`?(\d{4}-\d{2})`?, the idempotency key is required/.exec(field.description ?? "")?.[1];
  return since !== undefined && version >= since;
}
