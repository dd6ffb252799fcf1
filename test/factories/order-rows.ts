import type { OrderTarget } from "#app/dashboard/actions/drafts.ts";
import type { OrderRow } from "#app/domains/orders/schema.ts";

/** An order as the list shows it. */
export function orderRow(overrides: Partial<OrderRow> = {}): OrderRow {
  const { name = "#1001" } = overrides;
  const legacyId = `61${name.replace(/\D/g, "")}`;
  return {
    id: `gid://shopify/Order/${legacyId}`,
    legacyId,
    name,
    createdAt: "2026-11-20T10:00:00.000Z",
    updatedAt: "2026-11-20T10:00:00.000Z",
    customer: { displayName: "Noor Sample", email: "noor@example.com" },
    total: { amount: "499.00", currencyCode: "INR" },
    itemCount: 1,
    tags: [],
    financialStatus: "paid",
    fulfillmentStatus: "unfulfilled",
    workflowState: "paid",
    priority: "normal",
    assignedTo: null,
    assignment: null,
    payment: { gateway: "razorpay", cod: false, codStatus: null },
    shipment: { status: "none", tracking: null, lastUpdateAt: null },
    returnStatus: null,
    supportThread: null,
    alerts: [],
    ...overrides,
  };
}

/** An order as an action sees it. */
export function orderTarget(overrides: Partial<OrderTarget> = {}): OrderTarget {
  const { name = "#1001" } = overrides;
  return { id: `gid://shopify/Order/61${name.replace(/\D/g, "")}`, name, assignedTo: null, assignmentVersion: undefined, cancelled: false, fulfillmentStatus: "unfulfilled", hasOpenReturn: false, ...overrides };
}

/** So many orders, `#1` and on. */
export function orderTargets(count: number): OrderTarget[] {
  return Array.from({ length: count }, (_, index) => orderTarget({ name: `#${index + 1}` }));
}
