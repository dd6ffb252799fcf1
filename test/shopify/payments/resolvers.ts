import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { type Gid } from "../model/ids.ts";
import { findOrderByPart } from "../orders/queries.ts";
import { capture, createManualPayment, markAsPaid, voidTransaction } from "./collect-payment.ts";
import { createRefund, type RefundInput } from "./create-refund.ts";
import { paidOrderType, refundLineType, refundType, transactionType } from "./types.ts";

findable("OrderTransaction", (context, id) => findOrderByPart(context, id)?.transactions.find((each) => each.id === id));
findable("Refund", (context, id) => findOrderByPart(context, id)?.refunds.find((each) => each.id === id));

type CaptureInput = Parameters<typeof capture>[1];
type ManualPaymentArgs = Parameters<typeof createManualPayment>[2] & { id: Gid };

export const paymentResolvers: Resolvers = {
  types: { Order: paidOrderType, OrderTransaction: transactionType, Refund: refundType, RefundLineItem: refundLineType },
  queries: {
    refund: (_source, { id }: { id: Gid }, context) => findOrderByPart(context, id)?.refunds.find((each) => each.id === id) ?? null,
  },
  mutations: {
    orderMarkAsPaid: (change, { input }: { input: { id: Gid } }) => ({ order: markAsPaid(change, input.id) }),
    orderCreateManualPayment: (change, { id, ...payment }: ManualPaymentArgs, context) => ({ order: createManualPayment(change, id, payment, context) }),
    orderCapture: (change, { input }: { input: CaptureInput }) => ({ transaction: capture(change, input) }),
    transactionVoid: (change, { parentTransactionId }: { parentTransactionId: Gid }) => ({ transaction: voidTransaction(change, parentTransactionId) }),
    refundCreate: (change, { input }: { input: RefundInput }) => ({ ...createRefund(change, input) }),
  },
  scopes: {
    "QueryRoot.refund": ["read_orders"],
    "Mutation.orderMarkAsPaid": ["write_orders"],
    "Mutation.orderCreateManualPayment": ["write_orders"],
    "Mutation.orderCapture": ["write_orders"],
    "Mutation.transactionVoid": ["write_orders"],
    "Mutation.refundCreate": ["write_orders"],
  },
};
