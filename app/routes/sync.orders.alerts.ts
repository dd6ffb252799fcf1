import { AlertItem, DataGap } from "#app/domains/alerts/schema.ts";
import { z } from "zod";
import { listDataGaps, listOpenAlerts } from "#app/domains/alerts/index.server.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";
import { streamLiveEvents } from "#app/http/sse.server.ts";
import type { LiveHub } from "#app/platform/live-hub.server.ts";

const PollAlerts = z.object({ since: z.string().regex(/^\d{1,18}$/, "is not an event's id").transform(BigInt).optional() });

const AlertsAnswer = z.object({
  success: z.literal(true),
  alerts: z.array(AlertItem),
  dataGaps: z.array(DataGap),
  events: z.array(z.object({ id: z.string(), event: z.string(), data: z.unknown() })),
  lastEventId: z.string(),
});

/** GET /sync/orders/alerts: the event stream, or, for who does not ask for one, what has happened since an id. */
export function syncOrdersAlerts(hub: LiveHub): Resource {
  return {
    GET: {
      ...endpoint({
        family: "sync",
        permission: "read",
        summary: "What has happened, as an event stream or since an event",
        query: PollAlerts,
        response: AlertsAnswer,
        handle: async (ctx, { query }) => {
          const { events, lastEventId, complete } = await hub.eventsSince(ctx.shop, query.since);
          const reset = complete ? [] : [{ id: lastEventId.toString(), event: "reset", data: {} }];
          return {
            success: true,
            alerts: await listOpenAlerts(ctx, 250),
            dataGaps: await listDataGaps(ctx, 250),
            events: [...reset, ...events.map(({ id, event, data }) => ({ id: id.toString(), event, data }))],
            lastEventId: lastEventId.toString(),
          };
        },
      }),
      stream: (ctx, request, response) => streamLiveEvents(hub, ctx.shop, request, response),
    },
  };
}
