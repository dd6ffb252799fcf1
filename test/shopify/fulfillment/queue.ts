import { connect, type ConnectionArgs } from "../admin-api/connection.ts";
import { type Context } from "../admin-api/context.ts";
import { notAnswered } from "../admin-api/errors.ts";
import { type FulfillmentOrder } from "../model/fulfillment.ts";
import { toGid } from "../model/ids.ts";
import { parseSearch, type Search } from "../search/parse.ts";

interface QueueArgs extends ConnectionArgs {
  query?: string | null;
  sortKey?: string;
  includeClosed?: boolean;
}

const most = 250;

/** The shop's fulfillment orders, oldest first; without those that are closed or cancelled unless they are asked for. */
export function openFulfillmentOrders(_source: unknown, { query, sortKey, includeClosed, ...args }: QueueArgs, context: Context) {
  const search = query?.trim() ? parseSearch(query) : undefined;
  const found: FulfillmentOrder[] = [];
  const { world, shop } = context;
  const where = includeClosed ? "1" : "fulfillment_status <> 'fulfilled' and status <> 'cancelled'";
  let page = world.orders.page(shop.domain, { where, values: [] }, { sort: "id", reverse: false, limit: most, forward: true });
  for (;;) {
    for (const { node } of page.rows) found.push(...context.keep(node).fulfillmentOrders);
    const last = page.rows.at(-1);
    if (!page.hasNextPage || !last) break;
    page = world.orders.page(shop.domain, { where, values: [] }, { sort: "id", reverse: false, limit: most, forward: true, after: last.position });
  }
  const open = ({ status }: FulfillmentOrder) => includeClosed || (status !== "CLOSED" && status !== "CANCELLED");
  const visible = context.allows("read_merchant_managed_fulfillment_orders") ? found.filter((each) => open(each) && (!search || matches(each, search))) : [];
  if (sortKey === "UPDATED_AT") visible.sort((a, b) => a.updatedAt.localeCompare(b.updatedAt) || a.id.localeCompare(b.id));
  return connect(visible, args, context);
}

function matches(fulfillmentOrder: FulfillmentOrder, search: Search): boolean {
  if (search.kind === "and") return search.terms.every((term) => matches(fulfillmentOrder, term));
  if (search.kind === "or") return search.terms.some((term) => matches(fulfillmentOrder, term));
  if (search.kind === "not") return !matches(fulfillmentOrder, search.term);
  if (search.kind === "field" && search.comparator === ":" && search.name === "status") return fulfillmentOrder.status === search.value.toUpperCase();
  if (search.kind === "field" && search.comparator === ":" && search.name === "assigned_location_id") return fulfillmentOrder.locationId === toGid("Location", search.value);
  throw notAnswered(`the search ${JSON.stringify(search)} on fulfillmentOrders`, "it knows status and assigned_location_id");
}
