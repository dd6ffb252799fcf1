import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { findOrderByPart } from "../orders/queries.ts";
import { reasonById } from "./reasons.ts";
import { dispositionType, returnableLineType, returnLineType, returnType, reverseDeliveryLineType, reverseDeliveryType, reverseLineType, reverseOrderType } from "./types.ts";

findable("Return", (context, id) => findOrderByPart(context, id)?.returns.find((each) => each.id === id));
findable("ReturnReasonDefinition", (_context, id) => reasonById(id));

export const returnResolvers: Resolvers = {
  types: {
    Return: returnType,
    ReturnLineItem: returnLineType,
    ReverseFulfillmentOrder: reverseOrderType,
    ReverseFulfillmentOrderLineItem: reverseLineType,
    ReverseFulfillmentOrderDisposition: dispositionType,
    ReverseDelivery: reverseDeliveryType,
    ReverseDeliveryLineItem: reverseDeliveryLineType,
    LineItem: returnableLineType,
  },
  scopes: { "Order.returns": ["read_returns"] },
};
