import { v7 as uuid } from "uuid";
import type { LockedOrder } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { allowedActions } from "#app/platform/machine.ts";
import { fromGid } from "#app/platform/shopify/ids.ts";
import type { ReturnRow } from "./find-return.server.ts";
import { recordStep } from "./move-return.server.ts";
import { type AdvanceReturnInput, isFinal, returnMachine } from "./schema.ts";

/**
 * Opens a return of a locked order, for the lines named, else for all that can come back. Of an order of which nothing was sent,
 * as far as Shopify has told, Shopify cannot make a return: that one is kept here alone, and says so. Throws `conflict` while
 * another return is open, and for lines that cannot come back.
 */
export async function openReturn(tx: Tx, order: LockedOrder, current: ReturnRow | undefined, input: AdvanceReturnInput): Promise<Pick<ReturnRow, "id" | "orderId" | "state"> | undefined> {
  if (current?.state === "awaiting_label") return undefined;
  if (current && !isFinal(current.state)) {
    const allowed = allowedActions(returnMachine, current.state);
    throw new DomainError("conflict", "RETURN_ALREADY_OPEN", { message: `This order has an open return (${current.state}).`, state: current.state, allowed });
  }
  const known = await returnableLines(tx, order);
  const sent = known.some(({ shipped }) => shipped > 0);
  const lines = chosenLines(known.map(({ id, shipped, present, returning }) => ({ id, available: Math.max(0, (sent ? shipped : present) - returning) })), input.lineItems);
  const mirror = sent && lines.length > 0 ? "wanted" : "local";

  const id = uuid();
  await tx.sql`
    insert into returns (shop, id, order_id, state, state_since, mirror, reason, note, created_at, updated_at)
    values (${tx.shop}, ${id}, ${order.id}, 'awaiting_label', ${tx.now}, ${mirror}, ${input.reason ?? null}, ${input.note ?? null}, ${tx.now}, ${tx.now})`;
  for (const line of lines) {
    await tx.sql`insert into return_lines (shop, return_id, line_item_id, quantity, reason) values (${tx.shop}, ${id}, ${line.id}, ${line.quantity}, ${line.reason ?? input.reason ?? null})`;
  }
  await recordStep(tx, { id, orderId: order.id, version: 1, action: "open", from: null, to: "awaiting_label", note: input.note, details: { mirror, lines: lines.map(({ id: lineItemId, quantity }) => ({ lineItemId, quantity })) } });
  return { id, orderId: order.id, state: "awaiting_label" };
}

interface KnownLine {
  id: bigint;
  /** Units on the order, less those taken off it. */
  present: number;
  /** Units that have left, or are about to by a fulfilment on its way to Shopify. */
  shipped: number;
  /** Units in returns that were not refused. */
  returning: number;
}

function returnableLines(tx: Tx, order: LockedOrder): Promise<KnownLine[]> {
  return tx.sql<KnownLine>`
    select l.id, l.current_quantity as present,
      case when ${order.fulfillmentStatus} = 'fulfilled' then greatest(l.current_quantity, s.sent) else s.sent end::int as shipped,
      coalesce((
        select sum(rl.quantity) from return_lines rl join returns r on r.shop = rl.shop and r.id = rl.return_id
        where r.shop = l.shop and r.order_id = l.order_id and rl.line_item_id = l.id and r.state not in ('denied', 'cancelled')), 0)::int as returning
    from order_line_items l
    cross join lateral (
      select coalesce(sum((part->>'quantity')::int), 0) as sent from shipments s, jsonb_array_elements(s.lines) part
      where s.shop = l.shop and s.order_id = l.order_id and s.status not in ('cancelled', 'error', 'failure') and part->>'lineItemId' = l.id::text) s
    where l.shop = ${tx.shop} and l.order_id = ${order.id} order by l.position`;
}

interface WantedLine {
  id: bigint;
  quantity: number;
  reason?: string;
}

function chosenLines(lines: { id: bigint; available: number }[], wanted: AdvanceReturnInput["lineItems"]): WantedLine[] {
  if (!wanted) return lines.flatMap(({ id, available }) => (available > 0 ? [{ id, quantity: available }] : []));
  const quantities = new Map(lines.map(({ id, available }) => [id, available]));
  const errors = wanted.flatMap(({ id, quantity }, index) => {
    const available = quantities.get(lineItemId(id));
    if (available === undefined) return [{ path: `lineItems.${index}.id`, message: "The order has no such line." }];
    return quantity > available ? [{ path: `lineItems.${index}.quantity`, message: `At most ${available} can come back.` }] : [];
  });
  if (errors.length > 0) throw new DomainError("conflict", "RETURN_LINES", { message: "These lines cannot be returned.", errors });
  return wanted.map(({ id, quantity, reason }) => ({ id: lineItemId(id), quantity, reason }));
}

/** A line of an order, from its GID or number; -1 for what can be neither. */
export function lineItemId(id: string): bigint {
  return fromGid("LineItem", id) ?? (/^\d{1,18}$/.test(id) ? BigInt(id) : -1n);
}
