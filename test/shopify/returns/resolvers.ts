import { connect, type ConnectionArgs } from "../admin-api/connection.ts";
import { type Context } from "../admin-api/context.ts";
import { invalidId, notAnswered } from "../admin-api/errors.ts";
import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { legacyId, typeOfGid, type Gid } from "../model/ids.ts";
import { findOrder, findOrderByPart } from "../orders/queries.ts";
import { approveReturn, cancelReturn, closeReturn, type DeclineInput, declineReturn, reopenReturn } from "./decide-return.ts";
import { disposeUnits, type DisposeInput } from "./dispose.ts";
import { reverseOrdersOf } from "./find.ts";
import { processReturn, type ProcessInput } from "./process-return.ts";
import { reasonById, reasons } from "./reasons.ts";
import { removeFromReturn, type RemoveInput } from "./remove-from-return.ts";
import { createReturn, requestReturn } from "./request-return.ts";
import { returnableFulfillments } from "./returnable.ts";
import { createReverseDelivery, type DeliveryInput, updateReverseDelivery } from "./reverse-delivery.ts";
import { suggestOutcome } from "./suggest-outcome.ts";
import { dispositionType, returnableLineType, returnLineType, returnType, reverseDeliveryLineType, reverseDeliveryType, reverseLineType, reverseOrderType } from "./types.ts";

/** A part of an order's returns by its id. */
function part<T extends { id: Gid }>(context: Context, id: Gid, type: string, pick: (order: NonNullable<ReturnType<typeof findOrderByPart>>) => T[]): T | undefined {
  if (typeOfGid(id) !== type) throw invalidId(id);
  const order = findOrderByPart(context, id);
  return order && pick(order).find((each) => each.id === id);
}

const findReturn = (context: Context, id: Gid) => part(context, id, "Return", ({ returns }) => returns);
const findReverseOrder = (context: Context, id: Gid) => part(context, id, "ReverseFulfillmentOrder", reverseOrdersOf);
const findReverseDelivery = (context: Context, id: Gid) => part(context, id, "ReverseDelivery", (order) => reverseOrdersOf(order).flatMap(({ deliveries }) => deliveries));

findable("Return", findReturn);
findable("ReverseFulfillmentOrder", findReverseOrder);
findable("ReverseDelivery", findReverseDelivery);
findable("ReturnReasonDefinition", (_context, id) => reasonById(id));

interface ReasonsArgs extends ConnectionArgs {
  ids?: Gid[] | null;
  handles?: string[] | null;
  query?: string | null;
  sortKey?: string;
}

interface ReverseDeliveryArgs {
  reverseFulfillmentOrderId: Gid;
  reverseDeliveryLineItems: { reverseFulfillmentOrderLineItemId: Gid; quantity: number }[];
  trackingInput?: DeliveryInput["tracking"];
  labelInput?: DeliveryInput["label"];
}

const read = ["read_returns"];
const write = ["write_returns"];

export const returnResolvers: Resolvers = {
  types: {
    Return: { ...returnType, suggestedFinancialOutcome: suggestOutcome },
    ReturnLineItem: returnLineType,
    ReverseFulfillmentOrder: reverseOrderType,
    ReverseFulfillmentOrderLineItem: reverseLineType,
    ReverseFulfillmentOrderDisposition: dispositionType,
    ReverseDelivery: reverseDeliveryType,
    ReverseDeliveryLineItem: reverseDeliveryLineType,
    LineItem: returnableLineType,
    ReturnableFulfillment: {
      returnableFulfillmentLineItems: ({ lines }: { lines: { id: Gid }[] }, args: ConnectionArgs, context) => connect(lines, args, context),
    },
  },
  queries: {
    return: (_source, { id }: { id: Gid }, context) => findReturn(context, id) ?? null,
    reverseFulfillmentOrder: (_source, { id }: { id: Gid }, context) => findReverseOrder(context, id) ?? null,
    reverseDelivery: (_source, { id }: { id: Gid }, context) => findReverseDelivery(context, id) ?? null,
    returnableFulfillments: (_source, { orderId, ...args }: ConnectionArgs & { orderId: Gid }, context) => {
      const order = findOrder(context, orderId);
      const nodes = (order ? returnableFulfillments(order) : []).map(({ fulfillment, lines }) => ({
        id: `gid://shopify/ReturnableFulfillment/${legacyId(fulfillment.id)}`,
        fulfillment,
        lines: lines.map(({ line, quantity }) => ({ id: line.id, quantity, fulfillmentLineItem: line })),
      }));
      return connect(nodes, args, context);
    },
    returnReasonDefinitions: (_source, { ids, handles, query, sortKey: _sortKey, ...args }: ReasonsArgs, context) => {
      if (query) throw notAnswered("returnReasonDefinitions(query:)");
      return connect(reasons.filter(({ id, handle }) => (!ids || ids.includes(id)) && (!handles || handles.includes(handle))), args, context);
    },
  },
  mutations: {
    returnRequest: (change, { input }: { input: Parameters<typeof requestReturn>[1] }) => ({ return: requestReturn(change, input) }),
    returnCreate: (change, { returnInput }: { returnInput: Parameters<typeof createReturn>[1] }) => ({ return: createReturn(change, returnInput) }),
    returnApproveRequest: (change, { input }: { input: { id: Gid } }) => ({ return: approveReturn(change, input.id) }),
    returnDeclineRequest: (change, { input }: { input: DeclineInput }) => ({ return: declineReturn(change, input) }),
    returnProcess: (change, { input }: { input: ProcessInput }) => ({ return: processReturn(change, input) }),
    returnClose: (change, { id }: { id: Gid }) => ({ return: closeReturn(change, id) }),
    returnReopen: (change, { id }: { id: Gid }) => ({ return: reopenReturn(change, id) }),
    returnCancel: (change, { id }: { id: Gid }) => ({ return: cancelReturn(change, id) }),
    removeFromReturn: (change, input: RemoveInput) => ({ return: removeFromReturn(change, input) }),
    reverseDeliveryCreateWithShipping: (change, { reverseFulfillmentOrderId, reverseDeliveryLineItems, trackingInput, labelInput }: ReverseDeliveryArgs) => ({
      reverseDelivery: createReverseDelivery(change, reverseFulfillmentOrderId, reverseDeliveryLineItems, { tracking: trackingInput ?? null, label: labelInput ?? null }),
    }),
    reverseDeliveryShippingUpdate: (change, { reverseDeliveryId, trackingInput, labelInput }: Omit<ReverseDeliveryArgs, "reverseFulfillmentOrderId"> & { reverseDeliveryId: Gid }) => ({
      reverseDelivery: updateReverseDelivery(change, reverseDeliveryId, { tracking: trackingInput ?? null, label: labelInput ?? null }),
    }),
    reverseFulfillmentOrderDispose: (change, { dispositionInputs }: { dispositionInputs: DisposeInput[] }) => ({ reverseFulfillmentOrderLineItems: disposeUnits(change, dispositionInputs) }),
  },
  scopes: {
    "Order.returns": read,
    "Refund.return": read,
    "QueryRoot.return": read,
    "QueryRoot.returnableFulfillments": read,
    "QueryRoot.returnReasonDefinitions": read,
    "QueryRoot.reverseFulfillmentOrder": read,
    "QueryRoot.reverseDelivery": read,
    ...Object.fromEntries(
      ["returnRequest", "returnCreate", "returnApproveRequest", "returnDeclineRequest", "returnProcess", "returnClose", "returnReopen", "returnCancel", "removeFromReturn", "reverseDeliveryCreateWithShipping", "reverseDeliveryShippingUpdate", "reverseFulfillmentOrderDispose"].map(
        (name) => [`Mutation.${name}`, write],
      ),
    ),
  },
};
