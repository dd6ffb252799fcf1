import { BadRequest } from "../http/request.ts";
import { createEvent } from "../fulfillment/update-fulfillment.ts";
import { appNumber } from "../metafields/namespace.ts";
import { numericId, toGid } from "../model/ids.ts";
import { inZone } from "../model/time.ts";
import { reasons } from "../returns/reasons.ts";
import { requestReturn } from "../returns/request-return.ts";
import { returnableFulfillments } from "../returns/returnable.ts";
import { type Change, commitChange } from "../state/change.ts";
import { type World } from "../state/world.ts";
import { publish } from "../webhooks/publish.ts";
import { findOrder } from "./orders.ts";
import { type Input } from "./input.ts";

const statuses = ["LABEL_PURCHASED", "LABEL_PRINTED", "READY_FOR_PICKUP", "CONFIRMED", "CARRIER_PICKED_UP", "IN_TRANSIT", "DELAYED", "OUT_FOR_DELIVERY", "ATTEMPTED_DELIVERY", "DELIVERED", "FAILURE"] as const;

/** The carrier scans every shipment of an order. */
export function actAsCarrier(world: World, input: Input) {
  const shop = input.shop(world);
  const order = findOrder(world, shop, input.required("order"));
  const status = statuses.find((each) => each === input.required("status").toUpperCase());
  if (!status) throw new BadRequest(`'status' must be one of ${statuses.map((each) => each.toLowerCase()).join(", ")}.`);
  const sent = order.fulfillments.filter((fulfillment) => fulfillment.status === "SUCCESS");
  if (sent.length === 0) throw new BadRequest(`${order.name} has not been sent.`, 409);
  return commitChange(world, shop, { actor: { kind: "carrier", staff: undefined } }, (change) => ({
    events: sent.map(({ id }) => createEvent(change, { fulfillmentId: id, status, message: input.text("message") ?? null, happenedAt: input.text("happenedAt") ?? null }).id),
  }));
}

/** The customer asks to return units of the first thing of an order that can be returned. */
export function actAsCustomer(world: World, input: Input) {
  const shop = input.shop(world);
  const order = findOrder(world, shop, input.required("order"));
  const returnable = returnableFulfillments(order)[0]?.lines[0];
  if (!returnable) throw new BadRequest(`${order.name} has nothing that can be returned.`, 409);
  const handle = input.text("reason") ?? "changed-my-mind";
  const reason = reasons.find((each) => each.handle === handle);
  if (!reason) throw new BadRequest(`'reason' must be one of ${reasons.map((each) => each.handle).join(", ")}.`);
  const line = {
    fulfillmentLineItemId: returnable.line.id,
    quantity: input.number("quantity") ?? 1,
    returnReasonDefinitionId: reason.id,
    customerNote: input.text("note") ?? null,
  };
  return commitChange(world, shop, { actor: { kind: "customer", staff: undefined } }, (change) => {
    const { id, name, status } = requestReturn(change, { orderId: order.id, returnLineItems: [line] });
    return { return: { id, name, status } };
  });
}

/** Removes the app from a shop: its tokens die, and it is told so. What was on its way to it is not sent any more. */
export function uninstall(world: World, input: Input) {
  const shop = input.shop(world);
  const revoked = commitChange(world, shop, { actor: { kind: "staff", staff: shop.staff[0] } }, (change) => {
    world.deliveries.abandon(shop.domain, "the app was uninstalled");
    const count = world.tokens.removeAll(shop.domain);
    for (const { id } of world.documents.list(shop.domain, "WebhookSubscription")) world.documents.remove(shop.domain, id);
    change.emit("app/uninstalled", shop.id, () => shopPayload(change));
    return count;
  });
  return { revoked };
}

function shopPayload({ shop }: Change) {
  return {
    id: numericId(shop.id),
    name: shop.name,
    email: shop.email,
    domain: shop.domain,
    country: shop.countryCode,
    created_at: inZone(shop.createdAt, shop.timeZone),
    country_code: shop.countryCode,
    country_name: shop.country,
    currency: shop.currencyCode,
    timezone: shop.timeZone,
    iana_timezone: shop.timeZone,
    shop_owner: `${shop.staff[0]?.firstName} ${shop.staff[0]?.lastName}`,
    plan_display_name: shop.plus ? "Shopify Plus" : "Basic",
    plan_name: shop.plus ? "enterprise" : "basic",
    myshopify_domain: shop.domain,
    taxes_included: true,
  };
}

const complianceTopics = ["customers/data_request", "customers/redact", "shop/redact"] as const;

/** Sends one of the three topics that the privacy laws ask for; they arrive whether the app is installed or not. */
export function redact(world: World, input: Input) {
  const shop = input.shop(world);
  const topic = input.oneOf("topic", complianceTopics) ?? "shop/redact";
  const base = { shop_id: numericId(shop.id), shop_domain: shop.domain };
  const payload = topic === "shop/redact" ? base : { ...base, ...customerPart(world, shop.domain, input, topic) };
  world.db.transaction(() => publish(world, shop, [{ topic, payload, orderId: null }], true));
  return { topic, payload };
}

function customerPart(world: World, domain: string, input: Input, topic: string) {
  const all = world.documents.list(domain, "Customer");
  const wanted = input.text("customer");
  const customer = wanted ? all.find(({ id, email }) => id === wanted || email === wanted) : all[0];
  if (!customer) throw new BadRequest(wanted ? `There is no customer '${wanted}'.` : "The shop has no customer yet.", 404);
  const { id, email, phone } = customer;
  const rows = world.db.all("select id from orders where shop = ? and customer_id = ?", domain, numericId(id));
  const orders = rows.map((row) => Number(row.id));
  const person = { customer: { id: numericId(id), email, phone } };
  return topic === "customers/redact" ? { ...person, orders_to_redact: orders } : { ...person, orders_requested: orders, data_request: { id: world.db.next("data request", 1) } };
}

/** Changes what the app may do in a shop, as when a merchant grants or revokes optional scopes. */
export function setScopes(world: World, input: Input) {
  const shop = input.shop(world);
  const scopes = input.raw("scopes");
  if (!Array.isArray(scopes)) throw new BadRequest("'scopes' must be a list.");
  const before = world.tokens.findOffline(shop.domain);
  if (!before) throw new BadRequest(`${shop.domain} has not installed the app.`, 409);
  const current = scopes.map(String);
  commitChange(world, shop, { actor: { kind: "staff", staff: shop.staff[0] } }, (change) => {
    world.tokens.setScopes(shop.domain, current);
    const id = toGid("AppInstallation", appNumber(world));
    change.emit("app/scopes_update", id, () => ({ id: numericId(id), shop_id: shop.id, previous: before.scopes, current, updated_at: new Date(world.options.now()).toISOString() }));
  });
  return { previous: before.scopes, current };
}
