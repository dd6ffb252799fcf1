import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { lineItemId } from "./open-return.server.ts";
import { capturedOf, type RefundSupport, type ReturnedLine, supportOf } from "./refund-support.ts";
import type { Condition, Disposition, ReturnLineInput } from "./schema.ts";

/** What inspection found of a line; a line that nobody spoke of came back as it was expected. */
export interface InspectedLine {
  lineItemId: bigint;
  received: number;
  condition: Condition | null;
  disposition: Disposition | null;
}

interface LineRow {
  lineItemId: bigint;
  title: string | null;
  quantity: number;
  received: number | null;
  condition: Condition | null;
  disposition: Disposition | null;
  unitPrice: string | null;
  unitTax: string;
  feePercent: string;
}

interface MoneyRow {
  currencyCode: string;
  decimals: number;
  financialStatus: string | null;
  total: string;
  outstanding: string | null;
  refunded: string;
  refundedHere: string;
  shippingFee: string;
}

/**
 * The refund that a return supports with what inspection found: the lines given (a line left out did not come back), else what
 * is on record, else everything that was expected. Throws `conflict` for lines that the return does not have, or more units.
 */
export async function loadSupport(ctx: Ctx | Tx, returnId: string, found?: readonly ReturnLineInput[]): Promise<{ support: RefundSupport; inspected: InspectedLine[] }> {
  const lines = await linesOf(ctx, returnId);
  const inspected = found ? inspectedLines(lines, found) : lines.map(({ lineItemId: id, quantity, received, condition, disposition }) => ({ lineItemId: id, received: received ?? quantity, condition, disposition }));
  const money = await moneyOf(ctx, returnId);
  const returned: ReturnedLine[] = lines.map((line, index) => ({
    lineItemId: line.lineItemId,
    title: line.title,
    expected: line.quantity,
    received: inspected[index]?.received ?? 0,
    unitPrice: line.unitPrice ?? "0",
    unitTax: line.unitTax,
    feePercent: line.feePercent,
  }));
  return { support: supportOf(returned, { ...money, captured: capturedOf(money) }), inspected };
}

function linesOf(ctx: Ctx, returnId: string): Promise<LineRow[]> {
  return ctx.sql<LineRow>`
    select rl.line_item_id as "lineItemId", l.title, rl.quantity, rl.received_quantity as received, rl.condition, rl.disposition,
      coalesce(rl.unit_price, l.price)::text as "unitPrice", coalesce(rl.unit_tax, 0)::text as "unitTax", rl.fee_percent::text as "feePercent"
    from return_lines rl join returns r on r.shop = rl.shop and r.id = rl.return_id
    left join order_line_items l on l.shop = rl.shop and l.order_id = r.order_id and l.id = rl.line_item_id
    where rl.shop = ${ctx.shop} and rl.return_id = ${returnId} order by l.position, rl.line_item_id`;
}

/** An order's money, with refunds that are asked for and not made yet counted as made. */
async function moneyOf(ctx: Ctx, returnId: string): Promise<MoneyRow> {
  const [row] = await ctx.sql<MoneyRow>`
    with asked as (
      select f.amount, f.return_id from return_refunds f join returns x on x.shop = f.shop and x.id = f.return_id
      where x.shop = ${ctx.shop} and x.order_id = (select order_id from returns where shop = ${ctx.shop} and id = ${returnId})
        and (f.status in ('requested', 'sending', 'failed') or (f.status = 'made' and not exists (
          select from refunds m where m.shop = x.shop and m.order_id = x.order_id and m.id = f.shopify_refund_id))))
    select o.currency_code as "currencyCode", o.currency_decimals as decimals, o.financial_status as "financialStatus", o.total::text, o.total_outstanding::text as outstanding,
      (coalesce((select sum(m.amount) from refunds m where m.shop = o.shop and m.order_id = o.id), 0) + coalesce((select sum(amount) from asked), 0))::text as refunded,
      (coalesce((select sum(m.amount) from refunds m where m.shop = o.shop and m.order_id = o.id and m.shopify_return_id = r.shopify_return_id), 0)
        + coalesce((select sum(amount) from asked where return_id = r.id), 0))::text as "refundedHere",
      coalesce((select sum((fee->>'amount')::numeric) from jsonb_array_elements(r.fees) fee where fee->>'kind' = 'return_shipping'), 0)::text as "shippingFee"
    from returns r join orders o on o.shop = r.shop and o.id = r.order_id where r.shop = ${ctx.shop} and r.id = ${returnId}`;
  if (!row) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "There is no such order." });
  return row;
}

function inspectedLines(lines: readonly LineRow[], found: readonly ReturnLineInput[]): InspectedLine[] {
  const expected = new Map(lines.map((line) => [line.lineItemId, line.quantity]));
  const errors = found.flatMap(({ id, quantity }, index) => {
    const most = expected.get(lineItemId(id));
    if (most === undefined) return [{ path: `lineItems.${index}.id`, message: "The return has no such line." }];
    return quantity > most ? [{ path: `lineItems.${index}.quantity`, message: `The return is of ${most}.` }] : [];
  });
  if (errors.length > 0) throw new DomainError("conflict", "RETURN_LINES", { message: "Inspection names what is not in the return.", errors });
  const byLine = new Map(found.map((line) => [lineItemId(line.id), line]));
  return lines.map(({ lineItemId: id }) => {
    const line = byLine.get(id);
    return { lineItemId: id, received: line?.quantity ?? 0, condition: line?.condition ?? null, disposition: line?.disposition ?? null };
  });
}
