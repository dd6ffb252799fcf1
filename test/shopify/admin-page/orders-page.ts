import { type Order } from "../model/order.ts";
import { financialStatusOf, fulfillmentStatusOf, returnStatusOf } from "../model/order-status.ts";
import { totalsOf } from "../model/order-totals.ts";
import { legacyId } from "../model/ids.ts";
import { display } from "../model/money.ts";
import { type Shop, storeOf } from "../model/shop.ts";
import { addressName } from "../orders/mailing-address.ts";
import { orderSearch } from "../orders/search.ts";
import { searchCondition } from "../search/to-sql.ts";
import { type World } from "../state/world.ts";
import { decodeCursor, encodeCursor } from "../admin-api/connection.ts";
import { badge, when } from "./fragments.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

const size = 50;

/** The store's orders as the store has them, newest first. */
export function ordersPage(world: World, shop: Shop, query: URLSearchParams): string {
  const store = storeOf(shop.domain);
  const search = query.get("q") ?? "";
  const after = query.get("after");
  const condition = searchCondition(search, orderSearch(shop));
  const { rows, hasNextPage } = world.orders.page(shop.domain, condition, { sort: "processed_at", reverse: true, limit: size, forward: true, ...(after ? { after: decodeCursor(after) } : {}) });
  const last = rows.at(-1);
  const total = world.orders.count(shop.domain, condition, null);
  const next = hasNextPage && last ? new URLSearchParams({ q: search, after: encodeCursor(last.position) }).toString() : undefined;
  const installed = world.tokens.isInstalled(shop.domain);
  const body = html`
    <div class="page">
      <header class="page-head">
        <h1>Orders <small>${total}</small></h1>
        <form role="search"><input type="search" name="q" value="${search}" placeholder="#1001, email, tag:cod, return_status:in_progress" aria-label="Search orders"></form>
        <button class="button" data-post="/_local/orders" data-body='{"template":"cod"}'>COD order</button>
        <button class="button" data-post="/_local/orders" data-body='{"template":"prepaid"}'>Paid order</button>
        <button class="button primary" data-post="/_local/orders" data-body='{"count":10}'>10 sample orders</button>
      </header>
      ${installed ? "" : html`<p class="banner">The app is not installed in this store: nothing is sent to it. Open it once to install it.</p>`}
      <div class="card"><table>
        <thead><tr><th>Order</th><th>Date</th><th>Customer</th><th class="number">Total</th><th>Payment</th><th>Fulfilment</th><th>Return</th><th>Tags</th></tr></thead>
        <tbody>${rows.map(({ node }) => row(store, shop, node))}</tbody>
      </table>
      ${rows.length === 0 ? html`<p class="empty">No orders${search ? " match" : " yet"}.</p>` : ""}</div>
      ${next ? html`<p class="pager"><a class="button" href="?${next}">Older orders</a></p>` : ""}
    </div>`;
  return layout(world, shop, { title: "Orders", current: "orders", body });
}

function row(store: string, shop: Shop, order: Order) {
  const customer = order.shippingAddress ? addressName(order.shippingAddress) : order.email;
  return html`<tr>
    <td><a href="/store/${store}/orders/${legacyId(order.id)}">${order.name}</a></td>
    <td>${when(order.processedAt, shop)}</td>
    <td>${customer}</td>
    <td class="number">${display(totalsOf(order).currentTotal, order.currencyCode)}</td>
    <td>${badge(financialStatusOf(order))}</td>
    <td>${order.cancelledAt ? badge("CANCELLED") : badge(fulfillmentStatusOf(order))}</td>
    <td>${returnStatusOf(order) === "NO_RETURN" ? "" : badge(returnStatusOf(order))}</td>
    <td>${order.tags.join(", ")}</td>
  </tr>`;
}
