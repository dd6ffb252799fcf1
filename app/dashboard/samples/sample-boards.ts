import type { ReturnFeed } from "#app/domains/returns/return-feed.ts";
import type { ShipmentFeed } from "#app/domains/shipments/schema.ts";
import type { ThreadsPage } from "#app/domains/support/schema.ts";
import { hoursAgo } from "./sample-orders.ts";

/** What does not depend on the tab of a board is shown in each: a sample is for seeing what the page looks like. */
export function sampleShipments(_query: URLSearchParams, now: Date): ShipmentFeed {
  return {
    success: true,
    shipments: [
      {
        id: "sample-shipment",
        order_id: "gid://shopify/Order/30",
        order_number: "Sample 30",
        status: "delayed",
        carrierStatus: "in_transit",
        tracking: { number: "SAMPLE-TRACKING-1", carrier: "Sample carrier", url: null },
        estimatedDeliveryAt: null,
        createdAt: hoursAgo(now, 30),
        lastUpdateAt: hoursAgo(now, 28),
      },
    ],
    pageInfo: { nextCursor: null, hasNextPage: false, pageSize: 50 },
    generatedAt: now.toISOString(),
  };
}

export function sampleReturns(_query: URLSearchParams, now: Date): ReturnFeed {
  return {
    success: true,
    returns: [
      {
        id: "sample-return",
        order_id: "gid://shopify/Order/90",
        order_number: "90",
        order_name: "Sample 90",
        shopifyReturnId: null,
        name: "Sample 90-R1",
        state: "inspection",
        version: 1,
        stateSince: hoursAgo(now, 5),
        reason: "Sample reason",
        note: null,
        labelUrl: null,
        trackingNumber: null,
        trackingUrl: null,
        carrier: null,
        mirror: "local",
        shopifyStatus: null,
        lines: [{ lineItemId: "sample-line", title: "Sample product", sku: "SAMPLE", quantity: 1, reason: null, customerNote: null, received: 1, condition: null, disposition: null, processed: 0, refunded: 0 }],
        fees: [],
        exchangeLines: [],
        refunds: [],
        calls: [],
        history: [],
        createdAt: hoursAgo(now, 60),
        updatedAt: hoursAgo(now, 5),
        closedAt: null,
        actions: ["approve_refund", "deny"],
        dueAt: null,
        overdue: false,
        sync: { state: "local" },
      },
    ],
    counts: { inspection: 1 },
    pageInfo: { pageSize: 50, hasNextPage: false, nextCursor: null },
    generatedAt: now.toISOString(),
  };
}

export function sampleThreads(_query: URLSearchParams, now: Date): ThreadsPage {
  return {
    success: true,
    threads: [
      {
        id: "sample-thread",
        status: "open",
        assignee: "assistant",
        openedAt: hoursAgo(now, 3),
        closedAt: null,
        conversations: ["sample-conversation"],
        orders: [{ id: "gid://shopify/Order/50", name: "Sample 50", formerAssignee: null, leftAt: null }],
        lastNote: { author: "Sample", note: "A sample note.", at: hoursAgo(now, 2) },
      },
    ],
    nextCursor: null,
    total: 1,
  };
}
