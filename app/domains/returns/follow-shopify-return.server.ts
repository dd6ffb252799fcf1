import { v7 as uuid } from "uuid";
import { lockOrders } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { afterStep } from "./after-step.server.ts";
import { refundStatus, revokeRefund } from "./approve-refund.server.ts";
import { lockReturn, lockShopifyReturn, returnColumns, type ReturnRow } from "./find-return.server.ts";
import { moveReturn, recordStep } from "./move-return.server.ts";
import { requestReading } from "./request-reading.server.ts";
import { isFinal, type ReturnState } from "./schema.ts";
import { endings, ledBy, type ShopifyStatus, shopifyStatusOf } from "./shopify-status.ts";

/** A return as a `returns/*` webhook, or the poller, tells it. */
export interface ToldReturn {
  orderId: bigint;
  shopifyReturnId: bigint;
  name: string | null;
  /** Shopify's word: requested, open, declined, closed, canceled. */
  status: string;
  note: string | null;
  lines: ToldLine[];
  /** When it was so; of two tellings the later stands, of one moment the greater tie. Left out: now. */
  toldAt?: Date;
  tie?: string;
  /** Set when the event is decided anew: the order's workflow is settled afterwards. */
  settlesLater?: boolean;
}

export interface ToldLine {
  lineItemId: bigint;
  quantity: number;
}

/**
 * Keeps the app's return in step with Shopify's: a request appears here, and what Shopify decides moves it. What was done here
 * and comes back moves nothing, old news neither, in whatever order they arrive. The whole of the return is read afterwards.
 */
export async function followShopifyReturn(tx: Tx, told: ToldReturn): Promise<void> {
  await requestReading(tx, { orderId: told.orderId, shopifyReturnId: told.shopifyReturnId });
  await followTold(tx, told);
}

/** The same without reading the return: for what was read. */
export async function followTold(tx: Tx, told: ToldReturn): Promise<void> {
  const status = shopifyStatusOf(told.status);
  if (!status) return;
  await lockOrders(tx, [told.orderId]);
  const current = (await lockShopifyReturn(tx, told.shopifyReturnId)) ?? (await linkOurs(tx, told, status));
  if (current === "undecided") return;
  if (!current) return adoptReturn(tx, told, status);
  if (isOldNews(told, current)) return;
  await afterStep(tx, await followStatus(tx, current, { status, note: told.note, at: told.toldAt ?? tx.now, tie: told.tie ?? "" }), told);
}

function isOldNews({ toldAt, tie = "" }: ToldReturn, current: ReturnRow): boolean {
  if (!toldAt || !current.toldAt) return false;
  return toldAt < current.toldAt || (toldAt.getTime() === current.toldAt.getTime() && tie <= current.toldTie);
}

export interface ToldStatus {
  status: ShopifyStatus;
  note?: string | null;
  at: Date;
  tie?: string;
}

/** Takes note of Shopify's state of a return, and lets ours follow where it leads. Gives the return as it is then. */
export async function followStatus(tx: Tx, current: ReturnRow, { status, note, at, tie = "" }: ToldStatus): Promise<ReturnRow> {
  const [last] = await tx.sql<{ from_state: ReturnState | null; action: string }>`
    select from_state, action from return_history where shop = ${tx.shop} and return_id = ${current.id} order by version desc limit 1`;
  const refund = await refundStatus(tx, current.id);
  const refundUnderWay = refund === "requested" || refund === "sending" || refund === "failed";
  await tx.sql`
    update returns set shopify_status = ${status}, told_at = ${at}, told_tie = ${tie}, mirror = 'linked' where shop = ${tx.shop} and id = ${current.id}`;
  const led = ledBy(status, { state: current.state, before: current.shopifyStatus, endedFrom: last?.from_state ?? null, endedThere: last !== undefined && endings.includes(last.action), refundUnderWay });
  const known: ReturnRow = { ...current, shopifyStatus: status, mirror: "linked", toldAt: at, toldTie: tie };
  if (!led) return known;
  if (isFinal(led.to)) await revokeRefund(tx, current.id, `Shopify says that the return is ${status}.`);
  return moveReturn(tx, known, { ...led, note });
}

/**
 * A return that was opened here and is being made in Shopify becomes the one that is told, when that is of the same units: the
 * webhook may be faster than the answer to our call. Any other is one that somebody else has made. Webhooks that do not say
 * which units leave it to the reading that follows.
 */
async function linkOurs(tx: Tx, { orderId, shopifyReturnId, name, lines }: ToldReturn, status: ShopifyStatus): Promise<ReturnRow | "undecided" | undefined> {
  if (status === "requested") return undefined;
  const [ours] = await tx.sql<ReturnRow>`
    select ${returnColumns} from returns where shop = ${tx.shop} and order_id = ${orderId} and mirror = 'wanted' and create_sent_at is not null and shopify_return_id is null`;
  if (!ours) return undefined;
  if (lines.length === 0) return "undecided";
  if (!(await isOf(tx, ours.id, lines))) return undefined;
  await tx.sql`update returns set shopify_return_id = ${shopifyReturnId}, name = coalesce(${name}, name), mirror = 'linked' where shop = ${tx.shop} and id = ${ours.id}`;
  return { ...ours, shopifyReturnId, mirror: "linked" };
}

async function isOf(tx: Tx, returnId: string, lines: readonly ToldLine[]): Promise<boolean> {
  const ours = await tx.sql<ToldLine>`select line_item_id as "lineItemId", quantity from return_lines where shop = ${tx.shop} and return_id = ${returnId}`;
  return sameUnits(ours, lines);
}

/** Whether two returns are of the same units. */
export function sameUnits(ours: readonly ToldLine[], theirs: readonly ToldLine[]): boolean {
  const left = new Map(ours.map(({ lineItemId, quantity }) => [lineItemId, quantity]));
  for (const { lineItemId, quantity } of theirs) left.set(lineItemId, (left.get(lineItemId) ?? 0) - quantity);
  return [...left.values()].every((quantity) => quantity === 0);
}

const adoptedAs: Record<ShopifyStatus, ReturnState> = { requested: "requested", open: "awaiting_label", closed: "completed", declined: "denied", canceled: "cancelled" };

/** A return that was begun elsewhere appears here, in the state that Shopify's is the same as. */
async function adoptReturn(tx: Tx, told: ToldReturn, status: ShopifyStatus): Promise<void> {
  const state = adoptedAs[status];
  const id = uuid();
  const [row] = await tx.sql<{ id: string }>`
    insert into returns (shop, id, order_id, shopify_return_id, name, state, state_since, mirror, shopify_status, told_at, told_tie, note, created_at, updated_at, closed_at)
    values (${tx.shop}, ${id}, ${told.orderId}, ${told.shopifyReturnId}, ${told.name}, ${state}, ${tx.now}, 'linked', ${status}, ${told.toldAt ?? tx.now}, ${told.tie ?? ""}, ${told.note},
      ${tx.now}, ${tx.now}, ${isFinal(state) ? tx.now : null})
    on conflict (shop, shopify_return_id) do nothing returning id`;
  // Of an order that is not known yet no row is locked: another webhook about this return was faster by a moment.
  if (!row) return followTold(tx, told);
  await recordStep(tx, { id, orderId: told.orderId, version: 1, action: `shopify.${status}`, from: null, to: state, note: told.note });
  for (const { lineItemId, quantity } of told.lines) {
    await tx.sql`insert into return_lines (shop, return_id, line_item_id, quantity) values (${tx.shop}, ${id}, ${lineItemId}, ${quantity}) on conflict do nothing`;
  }
  const made = await lockReturn(tx, id);
  if (made) await afterStep(tx, made, told);
}
