import type { Task } from "#app/platform/jobs.server.ts";
import { readDueStock } from "./read-stock.server.ts";
import { sweepDueReservations } from "./repair/sweep-reservations.server.ts";
import { sweepStock } from "./sweep-stock.server.ts";

export const inventoryTasks: readonly Task[] = [
  { name: "inventory.read", cron: "* * * * *", run: (ctx) => readDueStock(ctx) },
  { name: "inventory.sweep", cron: "*/10 * * * *", run: (ctx) => sweepStock(ctx) },
  { name: "reservations.sweep", cron: "* * * * *", run: (ctx) => sweepDueReservations(ctx) },
];
