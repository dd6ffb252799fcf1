import { displayStatusOf } from "../fulfillment/display-status.ts";
import { legacyId } from "../model/ids.ts";
import { display, type Minor } from "../model/money.ts";
import { type Order } from "../model/order.ts";
import { canMarkAsPaid, financialStatusOf, fulfillmentStatusOf, returnStatusOf, unfulfilledQuantity } from "../model/order-status.ts";
import { currentQuantity, lineTotal, refundedMoney, totalsOf } from "../model/order-totals.ts";
import { type Shop, storeOf } from "../model/shop.ts";
import { addressName } from "../orders/mailing-address.ts";
import { reasonById } from "../returns/reasons.ts";
import { returnableFulfillments } from "../returns/returnable.ts";
import { type World } from "../state/world.ts";
import { badge, when } from "./fragments.ts";
import { html, type Html } from "./html.ts";
import { layout } from "./layout.ts";

/** All that the store knows of one order: what reached it from the app, and what it told the app. */
export function orderPage(world: World, shop: Shop, reference: string): string | undefined {
  const { orders } = world;
  const order = orders.find(shop.domain, `gid://shopify/Order/${reference}`) ?? orders.findByName(shop.domain, reference) ?? orders.findByName(shop.domain, `#${reference}`);
  if (!order) return undefined;
  const money = (amount: Minor) => display(amount, order.currencyCode);
  const body = html`
    <div class="page">
      <header class="page-head">
        <h1><a href="/store/${storeOf(shop.domain)}/orders">Orders</a> / ${order.name}</h1>
        ${badge(financialStatusOf(order))} ${order.cancelledAt ? badge("CANCELLED") : badge(fulfillmentStatusOf(order))} ${returnStatusOf(order) === "NO_RETURN" ? "" : badge(returnStatusOf(order))}
      </header>
      <p class="actions">${actions(order)}</p>
      <div class="columns">
        <div>
          ${items(order, money)} ${fulfillments(order, shop)} ${payments(order, shop, money)} ${returns(order, shop)} ${webhooks(world, order)}
        </div>
        <aside>${facts(world, order, shop, money)} ${metafields(world, order, shop)} ${timeline(order, shop)}</aside>
      </div>
    </div>`;
  return layout(world, shop, { title: order.name, current: "orders", body });
}

function card(title: string, content: Html | Html[]): Html {
  return html`<section class="card"><h2>${title}</h2>${content}</section>`;
}

function actions(order: Order) {
  const id = order.id;
  const button = (label: string, path: string, body: object) => html`<button class="button" data-post="${path}" data-body="${JSON.stringify({ order: id, ...body })}">${label}</button>`;
  const canSend = order.fulfillmentOrders.some(({ status }) => status === "OPEN" || status === "IN_PROGRESS");
  const sent = order.fulfillments.some(({ status }) => status === "SUCCESS");
  return html`
    ${canMarkAsPaid(order) ? button("Mark as paid", "/_local/orders/pay", {}) : ""}
    ${canSend ? button("Fulfil", "/_local/orders/fulfill", { carrier: "Blue Dart", tracking: `BD${legacyId(id)}` }) : ""}
    ${order.cancelledAt || sent ? "" : button("Cancel order", "/_local/orders/cancel", {})}
    ${sent ? [button("Carrier: in transit", "/_local/carrier", { status: "in_transit" }), button("Carrier: delivered", "/_local/carrier", { status: "delivered" })] : ""}
    ${returnableFulfillments(order).length > 0 ? button("Customer: ask for return", "/_local/returns/request", {}) : ""}`;
}

function items(order: Order, money: (amount: Minor) => string) {
  const rows = order.lineItems.map(
    (line) => html`<tr><td>${line.title}${line.variantTitle ? ` · ${line.variantTitle}` : ""}<br><small>${line.sku}</small></td>
      <td class="number">${currentQuantity(line)}${currentQuantity(line) === line.quantity ? "" : ` of ${line.quantity}`}</td>
      <td class="number">${unfulfilledQuantity(order, line)}</td><td class="number">${money(lineTotal(line))}</td></tr>`,
  );
  return card("Items", html`<table><thead><tr><th>Item</th><th class="number">Quantity</th><th class="number">Unfulfilled</th><th class="number">Total</th></tr></thead><tbody>${rows}</tbody></table>`);
}

function fulfillments(order: Order, shop: Shop) {
  const open = order.fulfillmentOrders.filter(({ status }) => status !== "CLOSED" && status !== "CANCELLED");
  return card("Fulfilment", [
    ...open.map((each) => html`<p>${badge(each.status)} <code>${legacyId(each.id)}</code> ${each.holds.map(({ reasonNotes, reason }) => html`held: ${reasonNotes ?? reason}`)}</p>`),
    ...order.fulfillments.map(
      (each) => html`<div class="entry"><p><strong>${each.name}</strong> ${badge(displayStatusOf(each))} ${when(each.createdAt, shop)}</p>
        ${each.tracking.map(({ company, number, url }) => html`<p>${company} ${url ? html`<a href="${url}" rel="noreferrer">${number ?? url}</a>` : number}</p>`)}
        ${each.events.map((event) => html`<p class="sub">${when(event.happenedAt, shop)} · ${event.message ?? event.status.toLowerCase().replaceAll("_", " ")}</p>`)}</div>`,
    ),
  ]);
}

function payments(order: Order, shop: Shop, money: (amount: Minor) => string) {
  const rows = order.transactions.map(
    (each) => html`<tr><td>${each.kind.toLowerCase()}</td><td>${each.gateway}</td><td>${badge(each.status)}</td><td>${when(each.processedAt, shop)}</td><td class="number">${money(each.amount)}</td></tr>`,
  );
  const refunds = order.refunds.map((refund) => html`<p class="sub">Refund ${when(refund.createdAt, shop)}: ${money(refundedMoney(order, refund))} ${refund.note ?? ""}</p>`);
  return card("Payments", html`<table><thead><tr><th>Kind</th><th>Gateway</th><th>Status</th><th>Date</th><th class="number">Amount</th></tr></thead><tbody>${rows}</tbody></table>${refunds}`);
}

function returns(order: Order, shop: Shop) {
  if (order.returns.length === 0) return html``;
  return card(
    "Returns",
    order.returns.map(
      (each) => html`<div class="entry"><p><strong>${each.name}</strong> ${badge(each.status)} ${when(each.createdAt, shop)}</p>
        ${each.lines.map((line) => html`<p class="sub">${order.lineItems.find(({ id }) => id === line.lineItemId)?.title} × ${line.quantity}, processed ${line.processedQuantity}, ${reasonById(line.reasonDefinitionId)?.name}</p>`)}
        ${each.decline ? html`<p class="sub">Declined: ${each.decline.note ?? each.decline.reason}</p>` : ""}</div>`,
    ),
  );
}

function webhooks(world: World, order: Order) {
  const rows = world.deliveries.list({ orderId: order.id, limit: 100 }).map(
    (each) => html`<tr><td><details><summary>${each.topic}</summary><pre>${pretty(each.body)}</pre></details></td><td>${each.status ?? each.error ?? "waiting"}</td><td class="number">${each.attempts}</td><td class="number">${each.ms}</td><td><small>${each.triggeredAt}</small></td></tr>`,
  );
  return card("Webhooks sent", html`<table><thead><tr><th>Topic</th><th>Answer</th><th class="number">Attempts</th><th class="number">ms</th><th>Triggered</th></tr></thead><tbody>${rows}</tbody></table>`);
}

function pretty(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}

function facts(world: World, order: Order, shop: Shop, money: (amount: Minor) => string) {
  const { currentTotal, outstanding, received, refunded } = totalsOf(order);
  const { shippingAddress: to } = order;
  const location = world.documents.find(shop.domain, "Location", order.fulfillmentOrders[0]?.locationId ?? null);
  return card(
    "Order",
    html`<dl>
      <dt>Placed</dt><dd>${when(order.processedAt, shop)}</dd>
      <dt>Updated</dt><dd>${when(order.updatedAt, shop)}</dd>
      <dt>Total</dt><dd>${money(currentTotal)}</dd>
      <dt>Received</dt><dd>${money(received)}</dd>
      <dt>Refunded</dt><dd>${money(refunded)}</dd>
      <dt>Outstanding</dt><dd>${money(outstanding)}</dd>
      <dt>Customer</dt><dd>${to ? addressName(to) : ""}<br>${order.email}</dd>
      <dt>Ships to</dt><dd>${to ? [to.address1, to.zip, to.city, to.country].filter(Boolean).join(", ") : ""}</dd>
      <dt>From</dt><dd>${location?.name}</dd>
      <dt>Tags</dt><dd>${order.tags.join(", ")}</dd>
      <dt>Note</dt><dd>${order.note}</dd>
      <dt>Id</dt><dd><code>${legacyId(order.id)}</code></dd>
    </dl>`,
  );
}

function metafields(world: World, order: Order, shop: Shop) {
  const list = world.metafields.list(shop.domain, order.id);
  if (list.length === 0) return html``;
  return card("Metafields", html`<dl>${list.map(({ namespace, key, value }) => html`<dt title="${namespace}">${key}</dt><dd><code>${value}</code></dd>`)}</dl>`);
}

function timeline({ events }: Order, shop: Shop) {
  return card("Timeline", events.toReversed().map(({ message, createdAt }) => html`<p class="sub">${when(createdAt, shop)}<br>${message}</p>`));
}
