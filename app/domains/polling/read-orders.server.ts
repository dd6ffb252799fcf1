import { type Arrival, receiveArrivals } from "#app/domains/intake/index.server.ts";
import { type Ctx, systemContext } from "#app/platform/ctx.ts";
import { sha256 } from "#app/platform/json.ts";
import { type AdminApi, AdminApiError } from "#app/platform/shopify/admin-api.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { OrderLinesRead, OrdersRead, type OrdersReadQuery } from "#app/platform/shopify/operations.ts";
import { type ReadOrder, readBody } from "./order-body.ts";

const ordersACall = 50;
const callsAtOnce = 4;

/** How what was read is told to intake. */
export interface Telling {
  topic: "poller.order" | "backfill.order";
  withCustomer: boolean;
}

/**
 * Reads orders whole and hands them to intake, as webhooks do: when it returns they are durable. An order that Shopify no longer
 * has is left out. Gives how many were read.
 */
export async function readOrders(ctx: Ctx, api: AdminApi, ids: readonly bigint[], telling: Telling): Promise<number> {
  const calls = Array.from({ length: Math.ceil(ids.length / ordersACall) }, (_, index) => ids.slice(index * ordersACall, (index + 1) * ordersACall)).values();
  let read = 0;
  await Promise.all(
    Array.from({ length: callsAtOnce }, async () => {
      for (const call of calls) read += await readSome(ctx, api, call, telling);
    }),
  );
  return read;
}

async function readSome(ctx: Ctx, api: AdminApi, ids: readonly bigint[], telling: Telling): Promise<number> {
  const orders = await fetchOrders(api, ids, telling);
  const bodies = await Promise.all(orders.map(async (order) => readBody(order, await linesOf(api, order))));
  await tell(ctx, bodies, telling);
  return bodies.length;
}

/** Orders that are too much for one answer are asked for in two halves. */
async function fetchOrders(api: AdminApi, ids: readonly bigint[], telling: Telling): Promise<ReadOrder[]> {
  try {
    const { data } = await api.run(OrdersRead, { ids: ids.map((id) => toGid("Order", id)), withCustomer: telling.withCustomer });
    return data.nodes.filter(isOrder);
  } catch (error) {
    if (!(error instanceof AdminApiError) || error.code !== "MAX_COST_EXCEEDED" || ids.length < 2) throw error;
    const middle = Math.ceil(ids.length / 2);
    return [...(await fetchOrders(api, ids.slice(0, middle), telling)), ...(await fetchOrders(api, ids.slice(middle), telling))];
  }
}

function isOrder(node: OrdersReadQuery["nodes"][number]): node is ReadOrder {
  return node !== null && "id" in node;
}

/** All lines of an order, those too that did not fit into the first answer. */
async function linesOf(api: AdminApi, { id, lineItems }: ReadOrder): Promise<ReadOrder["lineItems"]["nodes"]> {
  const lines = [...lineItems.nodes];
  let { pageInfo } = lineItems;
  while (pageInfo.hasNextPage && pageInfo.endCursor) {
    const { data } = await api.run(OrderLinesRead, { id, after: pageInfo.endCursor });
    if (!data.order) break;
    lines.push(...data.order.lineItems.nodes);
    pageInfo = data.order.lineItems.pageInfo;
  }
  return lines;
}

/** Stores bodies as arrivals. The same content of the same order is the same arrival, however often it is read. */
export async function tell(ctx: Ctx, bodies: readonly Record<string, unknown>[], { topic }: Pick<Telling, "topic">): Promise<void> {
  if (bodies.length === 0) return;
  const arrivals = bodies.map((order): Arrival => {
    const body = Buffer.from(JSON.stringify(order));
    return {
      shop: ctx.shop,
      source: "poller",
      topic,
      deliveryId: `${topic}:${order["id"]}:${order["updated_at"]}:${sha256(body).toString("hex").slice(0, 16)}`,
      headers: {},
      body,
      // It decides between two tellings of one moment: what was read now has seen what was told before.
      triggeredAt: topic === "poller.order" ? ctx.now : new Date(String(order["updated_at"])),
      correlationId: ctx.correlationId,
    };
  });
  await receiveArrivals(systemContext(ctx.database, ctx.correlationId, ctx.now), arrivals);
}
