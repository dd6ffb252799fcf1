import type { Task } from "#app/platform/jobs.server.ts";
import { attachLateCarrierEvents } from "./waiting-events.server.ts";

export const shipmentTasks: readonly Task[] = [{ name: "shipments.attach_waiting", cron: "* * * * *", run: (ctx) => attachLateCarrierEvents(ctx) }];
