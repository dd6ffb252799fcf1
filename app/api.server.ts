import type { Collector } from "./domains/intake/index.server.ts";
import type { Resource } from "./http/endpoint.ts";
import type { LiveHub } from "./platform/live-hub.server.ts";
import { settingsStaffMember } from "./routes/api.settings.staff.$userId.ts";
import { syncOrder } from "./routes/sync.orders.$order.ts";
import { syncOrderTimeline } from "./routes/sync.orders.$order.timeline.ts";
import { syncOrdersAlerts } from "./routes/sync.orders.alerts.ts";
import { syncOrdersAssign } from "./routes/sync.orders.assign.ts";
import { syncOrdersFulfill } from "./routes/sync.orders.fulfill.ts";
import { syncOrdersReturnsPreview } from "./routes/sync.orders.returns.preview.ts";
import { syncOrdersReturns } from "./routes/sync.orders.returns.ts";
import { syncOrdersSupport } from "./routes/sync.orders.support.ts";
import { syncOrders } from "./routes/sync.orders.ts";
import { v1Events } from "./routes/v1.events.ts";

export interface ApiParts {
  collect: Collector;
  hub: LiveHub;
}

/** Every address of the API and the file that answers it. The pages under /app are Remix's. */
export function apiResources({ collect, hub }: ApiParts): Record<string, Resource> {
  return {
    "/api/settings/staff/:userId": settingsStaffMember,
    "/v1/events": v1Events(collect),
    "/sync/orders": syncOrders,
    "/sync/orders/assign": syncOrdersAssign,
    "/sync/orders/fulfill": syncOrdersFulfill,
    "/sync/orders/support": syncOrdersSupport,
    "/sync/orders/returns": syncOrdersReturns,
    "/sync/orders/returns/preview": syncOrdersReturnsPreview,
    "/sync/orders/alerts": syncOrdersAlerts(hub),
    "/sync/orders/:order": syncOrder,
    "/sync/orders/:order/timeline": syncOrderTimeline,
  };
}
