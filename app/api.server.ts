import type { Collector } from "./domains/intake/index.server.ts";
import type { Resource } from "./http/endpoint.ts";
import type { FlowAction } from "./http/flow-action.server.ts";
import type { LiveHub } from "./platform/live-hub.server.ts";
import { opsActionMarkCodCaptured } from "./routes/admin.ops.actions.mark-cod-captured.ts";
import { opsActionRebuildShipmentContract } from "./routes/admin.ops.actions.rebuild-shipment-contract.ts";
import { opsActionRecordCodRefund } from "./routes/admin.ops.actions.record-cod-refund.ts";
import { opsActionRetryFulfillment } from "./routes/admin.ops.actions.retry-fulfillment.ts";
import { opsAudit } from "./routes/admin.ops.audit.ts";
import { opsAssignmentsAuto } from "./routes/api.admin.ops.assignments.auto.ts";
import { opsAssignmentsConflicts } from "./routes/api.admin.ops.assignments.conflicts.ts";
import { opsIncident, opsIncidentEnter, opsIncidentLeave, opsIncidentPlan } from "./routes/api.admin.ops.incidents.$id.ts";
import { opsIncidents } from "./routes/api.admin.ops.incidents.ts";
import { opsInventoryDrift } from "./routes/api.admin.ops.inventory.drift.ts";
import { opsInventoryReconcile } from "./routes/api.admin.ops.inventory.reconcile.ts";
import { opsMetrics, opsMetricsHistory } from "./routes/api.admin.ops.metrics.ts";
import { opsOutboxResolve } from "./routes/api.admin.ops.outbox.$eventId.resolve.ts";
import { opsOutboxRetryDestination } from "./routes/api.admin.ops.outbox.destinations.retry.ts";
import { opsOutboxDestinations } from "./routes/api.admin.ops.outbox.destinations.ts";
import { opsOutboxFailures } from "./routes/api.admin.ops.outbox.failures.ts";
import { opsOutboxPending } from "./routes/api.admin.ops.outbox.pending.ts";
import { opsOutboxResolveMany } from "./routes/api.admin.ops.outbox.resolve-many.ts";
import { opsReservationsStuck } from "./routes/api.admin.ops.reservations.stuck.ts";
import { opsReservationsSweep } from "./routes/api.admin.ops.reservations.sweep.ts";
import { mails } from "./routes/api.mails.ts";
import { settingsApiKey, settingsApiKeys } from "./routes/api.settings.api-keys.ts";
import { settingsStaffMember } from "./routes/api.settings.staff.$userId.ts";
import { settings, settingsStaff } from "./routes/api.settings.ts";
import { settingsWebhookDeliveries } from "./routes/api.settings.webhook-deliveries.ts";
import { settingsWebhookEndpoint, settingsWebhookEndpoints, settingsWebhookSecret } from "./routes/api.settings.webhook-endpoints.ts";
import { workflowRun, workflowRunApply } from "./routes/api.workflow.runs.$id.ts";
import { workflowRuns } from "./routes/api.workflow.runs.ts";
import { customerOrderRequests } from "./routes/customer.orders.$order.requests.ts";
import { customerOrder } from "./routes/customer.orders.$order.ts";
import { flowAssign } from "./routes/flow.assign.ts";
import { flowEscalate } from "./routes/flow.escalate.ts";
import { flowTransition } from "./routes/flow.transition.ts";
import { syncOrderTimeline } from "./routes/sync.orders.$order.timeline.ts";
import { syncOrderTransitions } from "./routes/sync.orders.$order.transitions.ts";
import { syncOrder } from "./routes/sync.orders.$order.ts";
import { syncOrdersAlerts } from "./routes/sync.orders.alerts.ts";
import { syncOrdersAssign } from "./routes/sync.orders.assign.ts";
import { syncOrdersFulfill } from "./routes/sync.orders.fulfill.ts";
import { syncOrdersReturnsPreview } from "./routes/sync.orders.returns.preview.ts";
import { syncOrdersReturns } from "./routes/sync.orders.returns.ts";
import { syncOrdersShipments } from "./routes/sync.orders.shipments.ts";
import { syncOrdersSupport, syncOrdersSupportNotes, syncOrdersSupportRelease } from "./routes/sync.orders.support.ts";
import { syncOrdersTransition } from "./routes/sync.orders.transition.ts";
import { syncOrders } from "./routes/sync.orders.ts";
import { syncStatus } from "./routes/sync.status.ts";
import { v1Events } from "./routes/v1.events.ts";
import { v1ExceptionGroups, v1ExceptionLessons } from "./routes/v1.exception-groups.ts";
import { v1ExceptionRuleRevoke, v1ExceptionRules } from "./routes/v1.exception-rules.ts";
import { v1ExceptionProposalApprove, v1ExceptionProposals } from "./routes/v1.exceptions.$id.proposals.ts";
import { v1ExceptionResolve } from "./routes/v1.exceptions.$id.resolve.ts";
import { v1Exception } from "./routes/v1.exceptions.$id.ts";
import { v1ExceptionsResolveMany } from "./routes/v1.exceptions.resolve-many.ts";
import { v1Exceptions } from "./routes/v1.exceptions.ts";
import { v1Health } from "./routes/v1.health.ts";
import { v1PrivacyExport, v1PrivacyRequests } from "./routes/v1.privacy.ts";

/** The steps of merchants' workflows in Shopify Flow, by the address that their extensions name. */
export const flowActions: Record<string, FlowAction> = { "/flow/assign": flowAssign, "/flow/escalate": flowEscalate, "/flow/transition": flowTransition };

export interface ApiParts {
  collect: Collector;
  hub: LiveHub;
}

/** Every address of the API and the file that answers it. The pages under /app are Remix's. */
export function apiResources({ collect, hub }: ApiParts): Record<string, Resource> {
  return {
    "/sync/status": syncStatus,
    "/sync/orders": syncOrders,
    "/sync/orders/assign": syncOrdersAssign,
    "/sync/orders/fulfill": syncOrdersFulfill,
    "/sync/orders/shipments": syncOrdersShipments,
    "/sync/orders/support": syncOrdersSupport,
    "/sync/orders/support/notes": syncOrdersSupportNotes,
    "/sync/orders/support/release": syncOrdersSupportRelease,
    "/sync/orders/returns": syncOrdersReturns,
    "/sync/orders/returns/preview": syncOrdersReturnsPreview,
    "/sync/orders/alerts": syncOrdersAlerts(hub),
    "/sync/orders/transition": syncOrdersTransition,
    "/sync/orders/:order": syncOrder,
    "/sync/orders/:order/timeline": syncOrderTimeline,
    "/sync/orders/:order/transitions": syncOrderTransitions,
    "/v1/events": v1Events(collect),
    "/v1/health": v1Health,
    "/v1/exceptions": v1Exceptions,
    "/v1/exceptions/resolve-many": v1ExceptionsResolveMany,
    "/v1/exceptions/:id": v1Exception,
    "/v1/exceptions/:id/resolve": v1ExceptionResolve,
    "/v1/exceptions/:id/proposals": v1ExceptionProposals,
    "/v1/exceptions/:id/proposals/:proposal/approve": v1ExceptionProposalApprove,
    "/v1/exception-groups": v1ExceptionGroups,
    "/v1/exception-rules": v1ExceptionRules,
    "/v1/exception-rules/:rule/revoke": v1ExceptionRuleRevoke,
    "/v1/exception-lessons": v1ExceptionLessons,
    "/v1/privacy/requests": v1PrivacyRequests,
    "/v1/privacy/requests/:id": v1PrivacyExport,
    "/admin/ops/actions/retry-fulfillment": opsActionRetryFulfillment,
    "/admin/ops/actions/rebuild-shipment-contract": opsActionRebuildShipmentContract,
    "/admin/ops/actions/mark-cod-captured": opsActionMarkCodCaptured,
    "/admin/ops/actions/record-cod-refund": opsActionRecordCodRefund,
    "/admin/ops/audit": opsAudit,
    "/api/admin/ops/incidents": opsIncidents,
    "/api/admin/ops/incidents/:id": opsIncident,
    "/api/admin/ops/incidents/:id/enter": opsIncidentEnter,
    "/api/admin/ops/incidents/:id/recovery-plan": opsIncidentPlan,
    "/api/admin/ops/incidents/:id/leave": opsIncidentLeave,
    "/api/admin/ops/metrics": opsMetrics,
    "/api/admin/ops/metrics/history": opsMetricsHistory,
    "/api/admin/ops/outbox/destinations": opsOutboxDestinations,
    "/api/admin/ops/outbox/destinations/retry": opsOutboxRetryDestination,
    "/api/admin/ops/outbox/failures": opsOutboxFailures,
    "/api/admin/ops/outbox/pending": opsOutboxPending,
    "/api/admin/ops/outbox/resolve-many": opsOutboxResolveMany,
    "/api/admin/ops/outbox/:eventId/resolve": opsOutboxResolve,
    "/api/admin/ops/assignments/auto": opsAssignmentsAuto,
    "/api/admin/ops/assignments/conflicts": opsAssignmentsConflicts,
    "/api/admin/ops/inventory/drift": opsInventoryDrift,
    "/api/admin/ops/inventory/reconcile": opsInventoryReconcile,
    "/api/admin/ops/reservations/stuck": opsReservationsStuck,
    "/api/admin/ops/reservations/sweep": opsReservationsSweep,
    "/api/settings": settings,
    "/api/settings/api-keys": settingsApiKeys,
    "/api/settings/api-keys/:id": settingsApiKey,
    "/api/settings/staff": settingsStaff,
    "/api/settings/staff/:userId": settingsStaffMember,
    "/api/settings/webhook-endpoints": settingsWebhookEndpoints,
    "/api/settings/webhook-endpoints/:id": settingsWebhookEndpoint,
    "/api/settings/webhook-endpoints/:id/rotate": settingsWebhookSecret,
    "/api/settings/webhook-deliveries": settingsWebhookDeliveries,
    "/api/workflow/runs": workflowRuns,
    "/api/workflow/runs/:id": workflowRun,
    "/api/workflow/runs/:id/apply": workflowRunApply,
    "/api/mails": mails,
    "/customer/orders/:order": customerOrder,
    "/customer/orders/:order/requests": customerOrderRequests,
  };
}
