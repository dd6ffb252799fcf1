import type { AlertItem } from "#app/domains/alerts/schema.ts";
import type { OrderRow } from "#app/domains/orders/schema.ts";
import { lookOf, type StatusLook } from "#app/ui/status-badge.tsx";
import { stateText } from "./state-text.ts";

const workflowLooks: Record<OrderRow["workflowState"], StatusLook> = {
  pending: { text: stateText.workflow.pending, tone: "attention" },
  paid: { text: stateText.workflow.paid, tone: "info" },
  shipped: { text: stateText.workflow.shipped, tone: "info" },
  fulfilled: { text: stateText.workflow.fulfilled, tone: "success" },
  cancelled: { text: stateText.workflow.cancelled },
  refunded: { text: stateText.workflow.refunded },
  returned: { text: stateText.workflow.returned },
};

const paymentLooks: Record<string, StatusLook> = {
  pending: { text: stateText.payment.pending, tone: "warning", progress: "incomplete" },
  authorized: { text: stateText.payment.authorized, tone: "attention", progress: "incomplete" },
  partially_paid: { text: stateText.payment.partially_paid, tone: "warning", progress: "partiallyComplete" },
  paid: { text: stateText.payment.paid, progress: "complete" },
  partially_refunded: { text: stateText.payment.partially_refunded, progress: "partiallyComplete" },
  refunded: { text: stateText.payment.refunded, progress: "complete" },
  voided: { text: stateText.payment.voided },
  expired: { text: stateText.payment.expired, tone: "critical", progress: "incomplete" },
};

const codLooks: Record<NonNullable<OrderRow["payment"]["codStatus"]>, StatusLook> = {
  pending: { text: stateText.cod.pending, tone: "attention", progress: "incomplete" },
  captured: { text: stateText.cod.captured, progress: "complete" },
};

const fulfillmentLooks: Record<OrderRow["fulfillmentStatus"], StatusLook> = {
  unfulfilled: { text: stateText.fulfillment.unfulfilled, tone: "attention", progress: "incomplete" },
  partial: { text: stateText.fulfillment.partial, tone: "warning", progress: "partiallyComplete" },
  fulfilled: { text: stateText.fulfillment.fulfilled, progress: "complete" },
  restocked: { text: stateText.fulfillment.restocked },
};

const shipmentLooks: Record<OrderRow["shipment"]["status"], StatusLook> = {
  none: { text: stateText.shipment.none },
  tracking_pending: { text: stateText.shipment.tracking_pending, tone: "warning" },
  label_printed: { text: stateText.shipment.label_printed },
  in_transit: { text: stateText.shipment.in_transit, tone: "info" },
  out_for_delivery: { text: stateText.shipment.out_for_delivery, tone: "info" },
  delivered: { text: stateText.shipment.delivered, tone: "success" },
  delayed: { text: stateText.shipment.delayed, tone: "critical" },
  failed: { text: stateText.shipment.failed, tone: "critical" },
};

const priorityLooks: Record<OrderRow["priority"], StatusLook> = {
  low: { text: stateText.priority.low },
  normal: { text: stateText.priority.normal },
  high: { text: stateText.priority.high, tone: "warning" },
  urgent: { text: stateText.priority.urgent, tone: "critical" },
};

const returnLooks: Record<string, StatusLook> = {
  requested: { text: stateText.return.requested, tone: "attention" },
  awaiting_label: { text: stateText.return.awaiting_label, tone: "attention" },
  label_generated: { text: stateText.return.label_generated, tone: "info" },
  in_transit: { text: stateText.return.in_transit, tone: "info" },
  inspection: { text: stateText.return.inspection, tone: "warning" },
  awaiting_refund: { text: stateText.return.awaiting_refund, tone: "warning" },
  completed: { text: stateText.return.completed, tone: "success" },
  denied: { text: stateText.return.denied },
  cancelled: { text: stateText.return.cancelled },
};

const alertTones: Record<AlertItem["severity"], NonNullable<StatusLook["tone"]>> = { info: "info", warning: "warning", critical: "critical" };

export const workflowLook = (state: string): StatusLook => lookOf(workflowLooks, state);
export const fulfillmentLook = (status: string): StatusLook => lookOf(fulfillmentLooks, status);
export const shipmentLook = (status: string): StatusLook => lookOf(shipmentLooks, status);
export const priorityLook = (priority: OrderRow["priority"]): StatusLook => priorityLooks[priority];
export const returnLook = (state: string): StatusLook => lookOf(returnLooks, state);
export const alertLook = ({ kind, severity }: AlertItem): StatusLook => ({ text: stateText.alert[kind], tone: alertTones[severity] });
export const paymentLook = (status: string | null): StatusLook => (status === null ? { text: stateText.payment.unknown } : lookOf(paymentLooks, status));
export const codLook = (status: NonNullable<OrderRow["payment"]["codStatus"]>): StatusLook => codLooks[status];

/** The most serious of some alerts. */
export function worstAlert(alerts: readonly AlertItem[]): AlertItem | undefined {
  const rank: Record<AlertItem["severity"], number> = { critical: 0, warning: 1, info: 2 };
  return alerts.toSorted((a, b) => rank[a.severity] - rank[b.severity])[0];
}
