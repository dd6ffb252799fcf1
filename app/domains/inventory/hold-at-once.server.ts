import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { LockedOrder } from "#app/domains/orders/index.server.ts";
import { BoundedMap } from "#app/platform/bounded-map.ts";
import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { isCollision, Mistaken } from "#app/platform/errors.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { join, json, type Part, part, type Sql } from "#app/platform/sql.ts";
import { stillToLeave } from "./order-needs.ts";

export interface PlainNeed {
  id: bigint;
  sku: string | null;
  quantity: number;
}

export interface ShortVariant {
  id: bigint;
  sku: string | null;
  quantity: number;
  free: number;
}

/** The order needs more than is there; nothing was held, and the transaction is over. */
export class Shortage extends Error {
  readonly short: readonly ShortVariant[];

  constructor(short: readonly ShortVariant[], cause: unknown) {
    super("not enough in stock", { cause });
    this.short = short;
  }
}

/** Variants of which counting was found not to be all, and until when (in ms) that is remembered. */
const intricate = new BoundedMap<string, number>(10_000);
const remembered = 60_000;

/**
 * What is to be held for a locked order, when that may be a matter of counting alone; null when it is not. Of an order that has
 * never moved nothing is held and no alert tells; that its variants can be counted is taken for granted, once.
 */
export async function findPlainNeeds(tx: Tx, order: LockedOrder): Promise<PlainNeed[] | null> {
  if (order.workflowVersion > 0 || tx.attempt > 1) return null;
  if (order.cancelledAt) return [];
  const lines = await tx.sql<PlainNeed>`
    select l.variant_id as id, l.sku, ${stillToLeave(part`${order.shopifyFulfillmentStatus}`)} as quantity from order_line_items l
    where l.shop = ${tx.shop} and l.order_id = ${order.id} and l.variant_id is not null`;
  const needs = new Map<bigint, PlainNeed>();
  for (const { id, sku, quantity } of lines) {
    if (quantity > 0) needs.set(id, { id, sku, quantity: quantity + (needs.get(id)?.quantity ?? 0) });
  }
  const plain = [...needs.values()];
  return plain.some(({ id }) => (intricate.get(keyOf(tx, id)) ?? 0) > tx.now.getTime()) ? null : plain;
}

export interface HoldAtOnce {
  orderId: bigint;
  needs: readonly PlainNeed[];
  expiresAt: Date;
}

/** Of several rows each is locked in its turn before any is written; one is locked by the write itself. */
const inTurn = {
  lock: (shop: string, ids: Part) => part`with locked as (select id from product_variants where shop = ${shop} and id in (${ids}) order by id for update)`,
  wait: part`and exists (select from locked l where l.id = v.id)`,
};
const nothing = part``;

/**
 * Two statements, sent together, of which the last holds it all or fails: so it may be the last of its transaction. Others wait for
 * the variants' rows until the commit, so whatever can be is written before those are locked, in the order of their ids. Throws
 * Shortage, or Mistaken where there is more to it than counting.
 */
export async function holdAtOnce(tx: Tx, last: Sql, { orderId, needs, expiresAt }: HoldAtOnce): Promise<void> {
  const several = needs.length > 1;
  const ids = needs.map(({ id }) => part`${id}::bigint`);
  const wanted = join(needs.map(({ quantity }, index) => part`(${ids[index]}, ${quantity}::int)`), ", ");
  const items = needs.map(({ id, sku, quantity }) => ({ variantId: toGid("ProductVariant", id), sku, quantity }));
  // Of a variant that the mirror does not know there is no id, and a reservation without one is refused.
  const written = tx.sql`
    with kept as (
      insert into reservations (shop, id, order_id, variant_id, quantity, expires_at, created_at, correlation_id)
      select ${tx.shop}, gen_random_uuid(), ${orderId}, (select v.id from product_variants v where v.shop = ${tx.shop} and v.id = w.id), w.quantity, ${expiresAt}, ${tx.now}, ${tx.correlationId}
      from (values ${wanted}) w(id, quantity)
    )
    insert into timeline_entries (shop, order_id, id, ts, event, details, dedupe_key, correlation_id)
    values (${tx.shop}, ${orderId}, ${uuid()}, ${tx.now}, 'inventory.held', ${json({ items, expiresAt: expiresAt.toISOString(), actor: tx.actor.label })},
      ${`inventory.held:${tx.correlationId}:${tx.now.toISOString()}`}, ${tx.correlationId})`;
  const taken = last`
    ${several ? inTurn.lock(tx.shop, join(ids, ", ")) : nothing}
    update product_variants v set reserved_stock = v.reserved_stock + case
      when v.tracked and v.read_at is not null and v.oversold = 0 and v.stock - v.reserved_stock >= w.quantity then w.quantity
      else refuse_hold(v.shop, ${needs.map(({ id }) => String(id))}::bigint[], ${needs.map(({ quantity }) => quantity)}::int[])::int end
    from (values ${wanted}) w(id, quantity) where v.shop = ${tx.shop} and v.id = w.id ${several ? inTurn.wait : nothing}`;
  try {
    await Promise.all([written, taken]);
  } catch (error) {
    throw shortageOf(error) ?? mistakeOf(tx, needs, error) ?? error;
  }
}

const Refused = z.object({ code: z.literal("OD001"), detail: z.string() });
const Short = z.array(z.object({ id: z.coerce.bigint(), sku: z.string().nullable(), quantity: z.number(), free: z.number() }));

function shortageOf(error: unknown): Shortage | undefined {
  const refusal = Refused.safeParse(error);
  return refusal.success ? new Shortage(Short.parse(JSON.parse(refusal.data.detail)), error) : undefined;
}

const HeldBefore = z.object({ constraint: z.enum(["reservations_one_active", "timeline_entries_shop_order_id_dedupe_key_key"]) });
const Unknown = z.object({ code: z.literal("23502"), table: z.literal("reservations"), column: z.literal("variant_id") });

function mistakeOf(ctx: Ctx, needs: readonly PlainNeed[], error: unknown): Mistaken | undefined {
  if (!isCollision(error) && !HeldBefore.safeParse(error).success && !Unknown.safeParse(error).success) return undefined;
  for (const { id } of needs) intricate.set(keyOf(ctx, id), ctx.now.getTime() + remembered);
  return new Mistaken("there is more to it than counting", { cause: error });
}

function keyOf({ shop }: Ctx, variantId: bigint): string {
  return `${shop} ${variantId}`;
}
