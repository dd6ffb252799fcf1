import type { OrderTarget } from "#app/dashboard/actions/drafts.ts";
import { sampleRow } from "#app/dashboard/samples/sample-orders.ts";
import type { OrderRow } from "#app/domains/orders/schema.ts";

const placed = new Date("2026-11-20T10:00:00.000Z");

/** An order as the list shows it. */
export function orderRow(overrides: Partial<OrderRow> = {}): OrderRow {
  const { name = "#1001" } = overrides;
  const legacyId = `61${name.replace(/\D/g, "")}`;
  const own = { id: `gid://shopify/Order/${legacyId}`, legacyId, name, customer: { displayName: "Noor Sample", email: "noor@example.com" }, tags: [], payment: { gateway: "razorpay", cod: false, codStatus: null } };
  return sampleRow(placed, 0, { ...own, ...overrides });
}

/** An order as an action sees it. */
export function orderTarget(overrides: Partial<OrderTarget> = {}): OrderTarget {
  const { name = "#1001" } = overrides;
  return { id: `gid://shopify/Order/61${name.replace(/\D/g, "")}`, name, assignedTo: null, assignmentVersion: undefined, cancelled: false, fulfillmentStatus: "unfulfilled", tracking: null, refused: false, hasOpenReturn: false, ...overrides };
}

/** So many orders, `#1` and on. */
export function orderTargets(count: number): OrderTarget[] {
  return Array.from({ length: count }, (_, index) => orderTarget({ name: `#${index + 1}` }));
}
