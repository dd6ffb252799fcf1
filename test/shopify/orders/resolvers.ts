import { type Context } from "../admin-api/context.ts";
import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { type Gid } from "../model/ids.ts";
import { type OrderEvent } from "../model/order.ts";
import { startCancelling, type CancelInput } from "./cancel-order.ts";
import { createOrderFromInput, type OrderCreateInput } from "./create-input.ts";
import { customerType } from "./customer-type.ts";
import { lineItemType, shippingLineType } from "./line-item-type.ts";
import { orderType } from "./order-type.ts";
import { findOrder, findOrderByPart, orderQueries } from "./queries.ts";
import { changeTags } from "./tags.ts";
import { closeOrder, type OrderInput, reopenOrder, updateOrder } from "./update-order.ts";

findable("Order", (context, id) => findOrder(context, id));
findable("LineItem", (context, id) => findOrderByPart(context, id)?.lineItems.find((line) => line.id === id));
findable("Customer", (context: Context, id) => (context.allows("read_customers") ? context.world.documents.find(context.shop.domain, "Customer", id) : undefined));

interface OrderCreateArgs {
  order: OrderCreateInput & Record<string, unknown>;
  options?: { inventoryBehaviour?: string };
}

export const orderResolvers: Resolvers = {
  types: {
    Order: orderType,
    LineItem: lineItemType,
    ShippingLine: shippingLineType,
    Customer: customerType,
    BasicEvent: {
      message: ({ message }: OrderEvent) => message,
      attributeToApp: () => false,
      attributeToUser: () => false,
      criticalAlert: () => false,
      appTitle: () => null,
      subjectId: ({ orderId }: OrderEvent) => orderId,
      subjectType: () => "ORDER",
    },
  },
  queries: {
    ...orderQueries,
    customer: (_source, { id }: { id: Gid }, { world, shop }) => world.documents.find(shop.domain, "Customer", id) ?? null,
  },
  mutations: {
    orderCreate: (change, { order, options }: OrderCreateArgs) => ({ order: createOrderFromInput(change, order, (options?.inventoryBehaviour ?? "BYPASS") !== "BYPASS") }),
    orderUpdate: (change, { input }: { input: OrderInput }) => ({ order: updateOrder(change, input) }),
    orderClose: (change, { input }: { input: { id: Gid } }) => ({ order: closeOrder(change, input.id) }),
    orderOpen: (change, { input }: { input: { id: Gid } }) => ({ order: reopenOrder(change, input.id) }),
    orderCancel: (change, input: CancelInput, context) => ({ job: startCancelling(change, input, context.afterCommit) }),
    tagsAdd: (change, { id, tags }: { id: Gid; tags: string[] }) => ({ node: changeTags(change, id, tags, "add") }),
    tagsRemove: (change, { id, tags }: { id: Gid; tags: string[] }) => ({ node: changeTags(change, id, tags, "remove") }),
  },
  scopes: {
    "QueryRoot.order": ["read_orders"],
    "QueryRoot.orders": ["read_orders"],
    "QueryRoot.ordersCount": ["read_orders"],
    "QueryRoot.orderByIdentifier": ["read_orders"],
    "QueryRoot.customer": ["read_customers"],
    "Order.customer": ["read_customers"],
    "Mutation.orderCreate": ["write_orders"],
    "Mutation.orderUpdate": ["write_orders"],
    "Mutation.orderClose": ["write_orders"],
    "Mutation.orderOpen": ["write_orders"],
    "Mutation.orderCancel": ["write_orders"],
    "Mutation.tagsAdd": ["write_orders", "write_products", "write_customers"],
    "Mutation.tagsRemove": ["write_orders", "write_products", "write_customers"],
  },
};

