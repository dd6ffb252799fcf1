import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { json, part, type Sql } from "#app/platform/sql.ts";
import { limited, orderNeeds } from "./order-needs.ts";

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

/**
 * What is to be held for a locked order, when that is a matter of counting: each of its variants is known and limited, none is
 * held for it in part, and no alert tells of a shortage. Null otherwise.
 */
export async function findPlainNeeds(tx: Tx, orderId: bigint): Promise<PlainNeed[] | null> {
  const rows = await tx.sql<{ alerted: boolean } & ((PlainNeed & { plain: boolean }) | { id: null })>`
    select a.alerted, w.* from (select exists (select from alerts where shop = ${tx.shop} and subject = ${`order:${orderId}`} and kind = 'inventory' and closed_at is null) as alerted) a
    left join (
      select n.variant_id as id, v.sku, n.quantity, coalesce(${limited}, false) and v.oversold = 0 and r.quantity is null as plain
      from (${orderNeeds(tx.shop, orderId)}) n
      left join product_variants v on v.shop = ${tx.shop} and v.id = n.variant_id
      left join reservations r on r.shop = ${tx.shop} and r.order_id = ${orderId} and r.variant_id = n.variant_id and r.status = 'ACTIVE'
      where n.quantity > coalesce(r.quantity, 0)
    ) w on true order by w.id`;
  const needs = rows.filter((row) => row.id !== null);
  return rows.some(({ alerted }) => alerted) || needs.some(({ plain }) => !plain) ? null : needs;
}

export interface HoldAtOnce {
  orderId: bigint;
  needs: readonly PlainNeed[];
  expiresAt: Date;
}

/** Of several rows each is locked in its turn before any is written; one is locked by the write itself. */
const afterItsTurn = part`and exists (select from locked l where l.id = v.id)`;
const atOnce = part``;

/**
 * One statement that holds it all or fails: so it may be the last of its transaction. Others wait for the variants' rows until the
 * commit, so whatever can be is written before those are locked, in the order of their ids. Throws Shortage.
 */
export async function holdAtOnce(ctx: Ctx, sql: Sql, { orderId, needs, expiresAt }: HoldAtOnce): Promise<void> {
  const [ids, quantities] = [needs.map(({ id }) => String(id)), needs.map(({ quantity }) => quantity)];
  const items = needs.map(({ id, sku, quantity }) => ({ variantId: toGid("ProductVariant", id), sku, quantity }));
  try {
    await sql`
      with wanted as (
        select * from unnest(${ids}::bigint[], ${quantities}::int[]) as w(id, quantity)
      ), kept as (
        insert into reservations (shop, id, order_id, variant_id, quantity, expires_at, created_at, correlation_id)
        select ${ctx.shop}, gen_random_uuid(), ${orderId}, w.id, w.quantity, ${expiresAt}, ${ctx.now}, ${ctx.correlationId} from wanted w
        returning 1
      ), lined as (
        insert into timeline_entries (shop, order_id, id, ts, event, details, dedupe_key, correlation_id)
        values (${ctx.shop}, ${orderId}, ${uuid()}, ${ctx.now}, 'inventory.held', ${json({ items, expiresAt: expiresAt.toISOString(), actor: ctx.actor.label })},
          ${`inventory.held:${ctx.correlationId}:${ctx.now.toISOString()}`}, ${ctx.correlationId})
        on conflict (shop, order_id, dedupe_key) do nothing
        returning 1
      ), locked as (
        select v.id from product_variants v where v.shop = ${ctx.shop} and v.id = any(${ids}::bigint[]) order by v.id for update
      ), taken as (
        update product_variants v set reserved_stock = v.reserved_stock + w.quantity
        from wanted w where v.shop = ${ctx.shop} and v.id = w.id ${needs.length > 1 ? afterItsTurn : atOnce} and ${limited} and v.stock - v.reserved_stock >= w.quantity and v.oversold = 0
        returning 1
      )
      select (select count(*) from kept), (select count(*) from lined),
        case when (select count(*) from taken) < ${needs.length}::int then refuse_hold(${ctx.shop}, ${ids}::bigint[], ${quantities}::int[]) end`;
  } catch (error) {
    throw shortageOf(error) ?? error;
  }
}

const Detail = z.object({ code: z.literal("OD001"), detail: z.string() });
const Short = z.array(z.object({ id: z.coerce.bigint(), sku: z.string().nullable(), quantity: z.number(), free: z.number() }));

function shortageOf(error: unknown): Shortage | undefined {
  const refusal = Detail.safeParse(error);
  return refusal.success ? new Shortage(Short.parse(JSON.parse(refusal.data.detail)), error) : undefined;
}
