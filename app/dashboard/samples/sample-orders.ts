import type { OrderRow, OrdersPage, Tab } from "#app/domains/orders/schema.ts";

const hourMs = 3_600_000;

/** When something happened in a sample: so many hours before now. */
export function hoursAgo(now: Date, hours: number): string {
  return new Date(now.getTime() - hours * hourMs).toISOString();
}

const inTab: Record<Tab, (row: OrderRow) => boolean> = {
  all: () => true,
  unfulfilled: ({ fulfillmentStatus }) => fulfillmentStatus === "unfulfilled",
  unassigned: ({ assignedTo }) => assignedTo === null,
  mine: () => false,
  urgent: ({ priority }) => priority === "urgent",
  tracking_pending: ({ shipment }) => shipment.status === "tracking_pending",
  delayed: ({ shipment }) => shipment.status === "delayed",
  returns: ({ returnStatus }) => returnStatus !== null,
  support: ({ supportThread }) => supportThread !== null,
  cod: ({ payment }) => payment.cod,
  closed: ({ workflowState }) => workflowState === "fulfilled",
};

/** A page of made-up orders that looks like one of GET /sync/orders; every name says that it is a sample. */
export function sampleOrders(query: URLSearchParams, now: Date): OrdersPage {
  const rows = sampleRows(now);
  const tab = Object.keys(inTab).find((name): name is Tab => name === query.get("tab")) ?? "all";
  const orders = rows.filter(inTab[tab]);
  const count = (name: Tab) => rows.filter(inTab[name]).length;
  return {
    success: true,
    orders,
    pageInfo: { startCursor: null, endCursor: null, nextCursor: null, previousCursor: null, hasNextPage: false, hasPreviousPage: false, pageSize: 50, total: orders.length, shopifyCursor: null },
    tabs: {
      all: count("all"),
      unfulfilled: count("unfulfilled"),
      unassigned: count("unassigned"),
      mine: count("mine"),
      urgent: count("urgent"),
      tracking_pending: count("tracking_pending"),
      delayed: count("delayed"),
      returns: count("returns"),
      support: count("support"),
      cod: count("cod"),
      closed: count("closed"),
    },
    shipments: { tracking_pending: count("tracking_pending"), delayed: count("delayed"), lastRefreshAt: null },
    alerts: [],
    dataGaps: [],
    generatedAt: now.toISOString(),
  };
}

function sampleRows(now: Date): OrderRow[] {
  return [
    sampleRow(now, 1, {}),
    sampleRow(now, 2, { payment: { gateway: "Cash on Delivery", cod: true, codStatus: "pending" }, financialStatus: "pending", workflowState: "pending" }),
    sampleRow(now, 4, { shipment: { status: "tracking_pending", tracking: null, lastUpdateAt: null } }),
    sampleRow(now, 30, { fulfillmentStatus: "fulfilled", workflowState: "shipped", shipment: { status: "delayed", tracking: { number: "SAMPLE-TRACKING-1", carrier: "Sample carrier", url: null }, lastUpdateAt: hoursAgo(now, 28) } }),
    sampleRow(now, 50, { priority: "urgent", assignedTo: "assistant", supportThread: "sample-thread" }),
    sampleRow(now, 90, { fulfillmentStatus: "fulfilled", workflowState: "fulfilled", returnStatus: "inspection", shipment: { status: "delivered", tracking: { number: "SAMPLE-TRACKING-2", carrier: "Sample carrier", url: null }, lastUpdateAt: hoursAgo(now, 60) } }),
  ];
}

/** An order of so many hours ago as the list shows it, with nothing remarkable but what is said. */
export function sampleRow(now: Date, hours: number, overrides: Partial<OrderRow>): OrderRow {
  const createdAt = hoursAgo(now, hours);
  return {
    id: `gid://shopify/Order/${hours}`,
    legacyId: String(hours),
    name: `Sample ${hours}`,
    createdAt,
    updatedAt: createdAt,
    customer: { displayName: "Sample customer", email: "sample@example.com" },
    total: { amount: "499.00", currencyCode: "INR" },
    itemCount: 1,
    tags: ["sample"],
    financialStatus: "paid",
    fulfillmentStatus: "unfulfilled",
    workflowState: "paid",
    priority: "normal",
    assignedTo: null,
    assignment: null,
    payment: { gateway: "Sample payments", cod: false, codStatus: null },
    shipment: { status: "none", tracking: null, lastUpdateAt: null },
    returnStatus: null,
    supportThread: null,
    alerts: [],
    ...overrides,
  };
}
