import { connectPage, type ConnectionArgs, pageRequest } from "../admin-api/connection.ts";
import { type Context } from "../admin-api/context.ts";
import { invalidId, notAnswered } from "../admin-api/errors.ts";
import { type FieldResolver } from "../admin-api/resolvers.ts";
import { type Gid, typeOfGid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { toInstant } from "../model/time.ts";
import { searchCondition } from "../search/to-sql.ts";
import { type SqlCondition } from "../state/page.ts";
import { orderSearch } from "./search.ts";

const columns: Record<string, string> = {
  CREATED_AT: "created_at",
  ID: "id",
  ORDER_NUMBER: "number",
  PROCESSED_AT: "processed_at",
  RELEVANCE: "id",
  TOTAL_PRICE: "total",
  UPDATED_AT: "updated_at",
};

const sixtyDays = 60 * 24 * 3600 * 1000;

/** Without `read_all_orders` an app sees the orders of the last sixty days. */
function visibleSince(context: Context): string {
  return context.allows("read_all_orders") ? "" : toInstant(context.world.options.now() - sixtyDays);
}

/** An order by its id; undefined when there is none that the app may see. Throws for an id of another type. */
export function findOrder(context: Context, id: Gid): Order | undefined {
  if (typeOfGid(id) !== "Order") throw invalidId(id);
  const order = context.world.orders.find(context.shop.domain, id);
  return order && order.createdAt >= visibleSince(context) ? context.keep(order) : undefined;
}

export function findOrderByPart(context: Context, part: Gid): Order | undefined {
  const order = context.world.orders.findByPart(context.shop.domain, part);
  return order && context.keep(order);
}

function conditionOf(context: Context, query: string | null | undefined): SqlCondition {
  const { where, values } = searchCondition(query, orderSearch(context.shop));
  return { where: `created_at >= ? and (${where})`, values: [visibleSince(context), ...values] };
}

interface OrdersArgs extends ConnectionArgs {
  query?: string | null;
  sortKey?: string;
}

export const orderQueries: Record<string, FieldResolver> = {
  order: (_source, { id }: { id: Gid }, context) => findOrder(context, id) ?? null,
  orderByIdentifier: (_source, { identifier }: { identifier: { id?: Gid } }, context) => {
    if (!identifier.id) throw notAnswered("orderByIdentifier(identifier: { customId })");
    return findOrder(context, identifier.id) ?? null;
  },
  orders: (_source, args: OrdersArgs, context) => {
    const sort = columns[args.sortKey ?? "PROCESSED_AT"];
    if (!sort) throw notAnswered(`orders(sortKey: ${args.sortKey})`, "it does not sort by that");
    const page = context.world.orders.page(context.shop.domain, conditionOf(context, args.query), pageRequest(args, context, sort));
    for (const { node } of page.rows) context.keep(node);
    return connectPage(page);
  },
  ordersCount: (_source, { query, limit }: { query?: string; limit?: number | null }, context) => {
    const most = limit === undefined ? 10_000 : limit;
    const count = context.world.orders.count(context.shop.domain, conditionOf(context, query), most);
    return { count, precision: count === most ? "AT_LEAST" : "EXACT" };
  },
};
