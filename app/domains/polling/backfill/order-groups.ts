import { z } from "zod";
import { isRecord } from "#app/platform/json.ts";
import type { BackfillOrdersAndCustomersQuery, PolledLineFragment } from "#app/platform/shopify/operations.ts";
import { customerBody, orderBody, shipmentBody } from "../order-body.ts";
import type { FileLine } from "./read-lines.ts";

type Node = BackfillOrdersAndCustomersQuery["orders"]["edges"][number]["node"];
/** The customer is there where the shop lets the app read customers. */
type OrderLine = Omit<Node, "lineItems" | "returns" | "customer"> & Partial<Pick<Node, "customer">>;
type ReturnLine = Node["returns"]["edges"][number]["node"];

/** The lines of one order, as they stand together in the file: itself, and its lines and returns in whatever order. */
export interface OrderGroup {
  id: string;
  order: OrderLine | undefined;
  lineItems: PolledLineFragment[];
  returns: ReturnLine[];
  /** How many bytes the file has up to its end. */
  end: number;
}

const Line = z.custom<{ id: string; __parentId?: string }>((line) => isRecord(line) && typeof line["id"] === "string", "is no line of a bulk operation's file");
const ofType = <T extends { id: string }>(type: string) => z.custom<T>((line) => isRecord(line) && String(line["id"]).startsWith(`gid://shopify/${type}/`));
const Order = ofType<OrderLine>("Order");
const LineItem = ofType<PolledLineFragment>("LineItem");
const Return = ofType<ReturnLine>("Return");

/** Puts the lines of each order together, each line once. Throws a SyntaxError for a line that is not JSON. */
export async function* groupOrders(lines: AsyncIterable<FileLine>): AsyncGenerator<OrderGroup> {
  let group: OrderGroup | undefined;
  let seen = new Set<string>();
  for await (const { text, end } of lines) {
    const line = Line.parse(JSON.parse(text));
    const id = line.__parentId ?? line.id;
    if (group && group.id !== id) {
      yield group;
      group = undefined;
    }
    if (!group) seen = new Set();
    group ??= { id, order: undefined, lineItems: [], returns: [], end };
    group.end = end;
    if (seen.has(line.id)) continue;
    seen.add(line.id);
    const [order, lineItem, returned] = [Order.safeParse(line), LineItem.safeParse(line), Return.safeParse(line)];
    if (order.success) group.order = order.data;
    if (lineItem.success) group.lineItems.push(lineItem.data);
    if (returned.success) group.returns.push(returned.data);
  }
  if (group) yield group;
}

const recentMs = 60 * 24 * 3_600_000;

/**
 * The body that a group becomes; undefined where the file does not tell enough of the order, so that it has to be read by itself:
 * what was refunded, and where recent parcels are.
 */
export function bodyOf({ order, lineItems, returns }: OrderGroup, now: Date): Record<string, unknown> | undefined {
  if (!order) return undefined;
  const isRecent = now.getTime() - Date.parse(order.updatedAt) < recentMs;
  if (order.refunds.length > 0 || (isRecent && order.fulfillments.length > 0)) return undefined;
  const waiting = returns.filter(({ status }) => isRecent || status === "REQUESTED" || status === "OPEN");
  return { ...orderBody(order, { lineItems, fulfillments: order.fulfillments.map(shipmentBody), refunds: [], returns: waiting }), ...customerBody(order.customer) };
}
