import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { refusedUrl } from "#app/platform/public-http.server.ts";
import type { AddedWebhookEndpoint, NewWebhookEndpoint, WebhookEndpoint } from "./schema.ts";

const most = 10;

interface EndpointRow {
  id: string;
  url: string;
  description: string;
  created_at: Date;
  disabled_at: Date | null;
}

/** The shop's endpoints, oldest first; without their secrets. */
export async function listWebhookEndpoints(ctx: Ctx): Promise<WebhookEndpoint[]> {
  const rows = await ctx.sql<EndpointRow>`select id, url, description, created_at, disabled_at from webhook_endpoints where shop = ${ctx.shop} order by created_at`;
  return rows.map(endpointOf);
}

/**
 * Adds an endpoint. Its secret, by which it can tell that a message is ours (standardwebhooks.com), is in this answer and in no
 * other. Throws `invalid` for a URL to which nothing may be sent, `conflict` when the shop has ten already.
 */
export async function addWebhookEndpoint(ctx: Ctx, { url, description }: Omit<NewWebhookEndpoint, "shop_domain">): Promise<AddedWebhookEndpoint> {
  const refused = refusedUrl(url);
  if (refused) throw new DomainError("invalid", "URL_REFUSED", { message: `url: ${refused}`, errors: [{ path: "url", message: refused }] });
  return inTransaction(ctx, async (tx) => {
    await tx.sql`select 1 from shops where shop = ${tx.shop} for update`;
    const existing = await listWebhookEndpoints(tx);
    if (existing.length >= most) throw new DomainError("conflict", "TOO_MANY_ENDPOINTS", { message: `A shop can have ${most} endpoints. Remove one first.` });
    const id = uuid();
    const secret = newSecret();
    await tx.sql`
      insert into webhook_endpoints (shop, id, url, description, secret, created_at, created_by) values (${tx.shop}, ${id}, ${url}, ${description}, ${secret}, ${tx.now}, ${tx.actor.id})`;
    await recordAudit(tx, { event: "settings.webhook_endpoint_added", data: { id, url } });
    return { id, url, description, createdAt: tx.now.toISOString(), disabledAt: null, secret };
  });
}

/** Removes an endpoint; what is on its way to it is not sent any more. Throws `not_found`. */
export async function removeWebhookEndpoint(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [removed] = await tx.sql<{ url: string }>`delete from webhook_endpoints where shop = ${tx.shop} and id::text = ${id} returning url`;
    if (!removed) throw new DomainError("not_found", "ENDPOINT_NOT_FOUND", { message: "There is no such endpoint." });
    await recordAudit(tx, { event: "settings.webhook_endpoint_removed", data: { id, url: removed.url } });
  });
}

/** For how long messages carry the signature of the old secret too. */
const overlapHours = 24;

/**
 * Gives an endpoint another secret, which is in this answer and in no other. For a day messages are signed with both, so that
 * the receiver can change over. Throws `not_found`.
 */
export async function rotateWebhookSecret(ctx: Ctx, id: string): Promise<{ id: string; secret: string; previousUntil: string }> {
  return inTransaction(ctx, async (tx) => {
    const secret = newSecret();
    const until = new Date(tx.now.getTime() + overlapHours * 3_600_000);
    const [rotated] = await tx.sql<{ url: string }>`
      update webhook_endpoints set previous_secret = secret, previous_secret_until = ${until}, secret = ${secret} where shop = ${tx.shop} and id::text = ${id} returning url`;
    if (!rotated) throw new DomainError("not_found", "ENDPOINT_NOT_FOUND", { message: "There is no such endpoint." });
    await recordAudit(tx, { event: "settings.webhook_secret_rotated", data: { id, url: rotated.url, previousUntil: until.toISOString() } });
    return { id, secret, previousUntil: until.toISOString() };
  });
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

function endpointOf({ id, url, description, created_at, disabled_at }: EndpointRow): WebhookEndpoint {
  return { id, url, description, createdAt: created_at.toISOString(), disabledAt: disabled_at?.toISOString() ?? null };
}
