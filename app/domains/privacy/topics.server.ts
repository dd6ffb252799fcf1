import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { ShopifyId } from "#app/platform/shopify/ids.ts";
import { defineTopic, type Topic } from "#app/platform/topics.ts";
import { wake } from "#app/platform/wake.ts";

const ids = z.array(ShopifyId).nullish().transform((list) => list ?? []);

const ComplianceRequest = z.object({
  shop_id: ShopifyId,
  shop_domain: z.string().transform((domain) => domain.toLowerCase()),
  customer: z.object({ id: ShopifyId.nullish() }).nullish(),
  orders_to_redact: ids,
  orders_requested: ids,
});

/**
 * The compliance topics: each becomes a request on record, which the worker carries out. Of the body alone the signature says
 * that it is Shopify's, not of the headers: so a request counts for the shop that its body names.
 * https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
 */
export const privacyTopics: readonly Topic[] = ["customers/data_request", "customers/redact", "shop/redact"].map((topic) =>
  defineTopic({
    topic,
    source: "shopify",
    payload: ComplianceRequest,
    apply: async (tx, { payload, occurredAt }) => {
      if (payload.shop_domain !== tx.shop) throw new DomainError("conflict", "FOREIGN_SHOP", { message: "The request names another shop than the one it was sent for." });
      await recordRequest(tx, topic, payload, occurredAt);
    },
  }),
);

async function recordRequest(tx: Tx, topic: string, { shop_id: shopId, customer, orders_to_redact: redact, orders_requested: requested }: z.infer<typeof ComplianceRequest>, at: Date): Promise<void> {
  await tx.sql`
    insert into privacy_requests (shop, id, topic, shopify_shop_id, customer_id, order_ids, requested_at, correlation_id)
    values (${tx.shop}, ${uuid()}, ${topic}, ${shopId}, ${customer?.id ?? null}, ${[...redact, ...requested].map(String)}::bigint[], ${at}, ${tx.correlationId})`;
  tx.afterCommit(() => wake("privacy.work"));
}
