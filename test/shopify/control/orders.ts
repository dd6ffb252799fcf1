import { BadRequest } from "../http/request.ts";
import { type Order } from "../model/order.ts";
import { financialStatusOf, fulfillmentStatusOf, returnStatusOf } from "../model/order-status.ts";
import { totalsOf } from "../model/order-totals.ts";
import { type Shop } from "../model/shop.ts";
import { createSampleOrders, templates } from "../samples/orders.ts";
import { type World } from "../state/world.ts";
import { type Input } from "./input.ts";
import { type Control } from "./routes.ts";

const most = 100_000;
const hour = 3_600_000;

export async function createOrders({ world, sender }: Control, input: Input) {
  const shop = input.shop(world);
  const count = input.number("count") ?? 1;
  if (!Number.isInteger(count) || count < 1 || count > most) throw new BadRequest(`'count' must be a whole number from 1 to ${most}.`);
  const template = input.oneOf("template", templates);
  const email = input.text("email");
  const gateway = input.text("gateway");
  const tags = input.raw("tags");
  const orders = await createSampleOrders(world, shop, {
    count,
    template,
    ageHours: ageOf(world, input, template === undefined),
    ...(Array.isArray(tags) ? { tags: tags.map(String) } : {}),
    ...(email ? { email } : {}),
    ...(gateway ? { gateway } : {}),
    silent: input.flag("webhooks") === false,
    onProgress: () => sender.wake(),
  });
  return { orders };
}

/** One age or a span of ages in hours; a mix without either spreads over three days, and all else is placed now. */
function ageOf(world: World, input: Input, mixed: boolean): [number, number] {
  const createdAt = input.text("createdAt");
  if (createdAt !== undefined) {
    const age = (world.options.now() - Date.parse(createdAt)) / hour;
    if (!(age >= 0)) throw new BadRequest("'createdAt' must be a moment in the past.");
    return [age, age];
  }
  const given = input.raw("ageHours");
  const span = Array.isArray(given) ? given.map(Number) : given === undefined || given === null ? (mixed ? [0, 72] : [0, 0]) : [Number(given), Number(given)];
  const [least, last] = [span[0] ?? NaN, span[1] ?? NaN];
  if (!(least >= 0 && last >= least)) throw new BadRequest("'ageHours' must be a number of hours, or two of them with the smaller first.");
  return [least, last];
}

/** An order by its id, its name or its number. */
export function findOrder(world: World, shop: Shop, reference: string): Order {
  const { orders } = world;
  const order = reference.startsWith("gid://")
    ? orders.find(shop.domain, reference)
    : (orders.find(shop.domain, `gid://shopify/Order/${reference}`) ?? orders.findByName(shop.domain, reference) ?? orders.findByName(shop.domain, `#${reference}`));
  if (!order) throw new BadRequest(`${shop.domain} has no order '${reference}'.`, 404);
  return order;
}

/** All that the store knows of one order, for assertions. */
export function readOrder(world: World, input: Input) {
  const shop = input.shop(world);
  const order = findOrder(world, shop, input.required("order"));
  return {
    order,
    status: { financial: financialStatusOf(order), fulfillment: fulfillmentStatusOf(order), return: returnStatusOf(order) },
    totals: totalsOf(order),
    metafields: world.metafields.list(shop.domain, order.id),
    inventory: order.lineItems.flatMap(({ inventoryItemId }) => (inventoryItemId ? world.inventory.list(shop.domain, inventoryItemId) : [])),
    deliveries: world.deliveries.list({ orderId: order.id, limit: 200 }).map(({ body: _body, ...delivery }) => delivery),
  };
}

export function listDeliveries(world: World, input: Input) {
  const shop = input.has("shop") ? input.shop(world) : undefined;
  const order = input.text("order");
  const orderId = shop && order ? findOrder(world, shop, order).id : undefined;
  return { deliveries: world.deliveries.list({ shop: shop?.domain, topic: input.text("topic"), orderId, limit: input.number("limit") ?? 100 }) };
}
