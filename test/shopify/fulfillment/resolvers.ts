import { connect, type ConnectionArgs } from "../admin-api/connection.ts";
import { type Context } from "../admin-api/context.ts";
import { invalidId } from "../admin-api/errors.ts";
import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { typeOfGid, type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { findOrderByPart } from "../orders/queries.ts";
import { createFulfillment, type FulfillmentInput } from "./create-fulfillment.ts";
import { type HoldInput, holdFulfillmentOrder, releaseHolds } from "./hold.ts";
import { moveFulfillmentOrder, openFulfillmentOrder, reportProgress } from "./move.ts";
import { openFulfillmentOrders } from "./queue.ts";
import { type LineInput } from "./split.ts";
import { type TrackingInput } from "./tracking.ts";
import { fulfillmentLineType, fulfillmentOrderLineType, fulfillmentOrderType, fulfillmentType, holdType } from "./types.ts";
import { cancelFulfillment, createEvent, type EventInput, updateTracking } from "./update-fulfillment.ts";

const readScopes = ["read_merchant_managed_fulfillment_orders", "read_third_party_fulfillment_orders", "read_assigned_fulfillment_orders"];
const writeScopes = ["write_merchant_managed_fulfillment_orders", "write_third_party_fulfillment_orders", "write_assigned_fulfillment_orders"];
/** All locations here are the merchant's own: without this scope the lists are empty, as on Shopify. */
const merchantManaged = "read_merchant_managed_fulfillment_orders";

function findFulfillment(context: Context, id: Gid) {
  return findOrderByPart(context, id)?.fulfillments.find((each) => each.id === id);
}

function findFulfillmentOrder(context: Context, id: Gid) {
  return context.allows(merchantManaged) ? findOrderByPart(context, id)?.fulfillmentOrders.find((each) => each.id === id) : undefined;
}

findable("Fulfillment", findFulfillment);
findable("FulfillmentOrder", findFulfillmentOrder);

interface HoldArgs {
  id: Gid;
  fulfillmentHold: HoldInput;
}

interface MoveArgs {
  id: Gid;
  newLocationId: Gid;
  fulfillmentOrderLineItems?: LineInput[];
}

export const fulfillmentResolvers: Resolvers = {
  types: {
    Fulfillment: fulfillmentType,
    FulfillmentLineItem: fulfillmentLineType,
    FulfillmentOrder: fulfillmentOrderType,
    FulfillmentOrderLineItem: fulfillmentOrderLineType,
    FulfillmentHold: holdType,
    Order: {
      fulfillmentOrders: ({ fulfillmentOrders }: Order, args: ConnectionArgs & { displayable?: boolean; query?: string }, context) =>
        connect(context.allows(merchantManaged) ? fulfillmentOrders : [], args, context),
    },
  },
  queries: {
    fulfillment: (_source, { id }: { id: Gid }, context) => {
      if (typeOfGid(id) !== "Fulfillment") throw invalidId(id);
      return findFulfillment(context, id) ?? null;
    },
    fulfillmentOrder: (_source, { id }: { id: Gid }, context) => {
      if (typeOfGid(id) !== "FulfillmentOrder") throw invalidId(id);
      return findFulfillmentOrder(context, id) ?? null;
    },
    fulfillmentOrders: openFulfillmentOrders,
  },
  mutations: {
    fulfillmentCreate: (change, { fulfillment }: { fulfillment: FulfillmentInput }) => ({ fulfillment: createFulfillment(change, fulfillment) }),
    fulfillmentCreateV2: (change, { fulfillment }: { fulfillment: FulfillmentInput }) => ({ fulfillment: createFulfillment(change, fulfillment) }),
    fulfillmentTrackingInfoUpdate: (change, { fulfillmentId, trackingInfoInput }: { fulfillmentId: Gid; trackingInfoInput: TrackingInput }) => ({
      fulfillment: updateTracking(change, fulfillmentId, trackingInfoInput),
    }),
    fulfillmentEventCreate: (change, { fulfillmentEvent }: { fulfillmentEvent: EventInput }) => ({ fulfillmentEvent: createEvent(change, fulfillmentEvent) }),
    fulfillmentCancel: (change, { id }: { id: Gid }) => ({ fulfillment: cancelFulfillment(change, id) }),
    fulfillmentOrderHold: (change, { id, fulfillmentHold }: HoldArgs) => holdFulfillmentOrder(change, id, fulfillmentHold),
    fulfillmentOrderReleaseHold: (change, { id, holdIds }: { id: Gid; holdIds?: Gid[] }) => ({ fulfillmentOrder: releaseHolds(change, id, holdIds) }),
    fulfillmentOrderMove: (change, { id, newLocationId, fulfillmentOrderLineItems }: MoveArgs) => ({ ...moveFulfillmentOrder(change, id, newLocationId, fulfillmentOrderLineItems) }),
    fulfillmentOrderOpen: (change, { id }: { id: Gid }) => ({ fulfillmentOrder: openFulfillmentOrder(change, id) }),
    fulfillmentOrderReportProgress: (change, { id, progressReport }: { id: Gid; progressReport?: { reasonNotes?: string } }) => ({
      fulfillmentOrder: reportProgress(change, id, progressReport?.reasonNotes),
    }),
  },
  scopes: {
    "QueryRoot.fulfillment": ["read_fulfillments", ...readScopes],
    "QueryRoot.fulfillmentOrder": readScopes,
    "QueryRoot.fulfillmentOrders": readScopes,
    "Mutation.fulfillmentCreate": [...writeScopes, "write_fulfillments"],
    "Mutation.fulfillmentTrackingInfoUpdate": [...writeScopes, "write_fulfillments"],
    "Mutation.fulfillmentEventCreate": ["write_fulfillments"],
    "Mutation.fulfillmentCancel": [...writeScopes, "write_fulfillments"],
    "Mutation.fulfillmentOrderHold": writeScopes,
    "Mutation.fulfillmentOrderReleaseHold": writeScopes,
    "Mutation.fulfillmentOrderMove": writeScopes,
    "Mutation.fulfillmentOrderOpen": writeScopes,
    "Mutation.fulfillmentOrderReportProgress": writeScopes,
    "FulfillmentHold.heldByApp": ["read_apps"],
  },
};
