import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { findOrderByPart } from "../orders/queries.ts";
import { paidOrderType, refundLineType, refundType, transactionType } from "./types.ts";

findable("OrderTransaction", (context, id) => findOrderByPart(context, id)?.transactions.find((each) => each.id === id));
findable("Refund", (context, id) => findOrderByPart(context, id)?.refunds.find((each) => each.id === id));

export const paymentResolvers: Resolvers = {
  types: { Order: paidOrderType, OrderTransaction: transactionType, Refund: refundType, RefundLineItem: refundLineType },
};
