import { assignmentDestinations } from "./domains/assignments/index.server.ts";
import { intakeTasks } from "./domains/intake/index.server.ts";
import { orderTasks } from "./domains/orders/index.server.ts";
import { projectionTopics } from "./domains/projection/index.server.ts";
import { returnDestinations, returnTasks } from "./domains/returns/index.server.ts";
import { shipmentDestinations } from "./domains/shipments/index.server.ts";
import { shopTopics } from "./domains/shops/index.server.ts";
import type { Task } from "./platform/jobs.server.ts";
import { registerDestinations } from "./platform/outbox.ts";
import { platformTasks } from "./platform/tasks.server.ts";
import { registerTopics } from "./platform/topics.ts";

/** Puts the app together: what arrives, what leaves, what the workers do. One line a domain. */
export function registerDomains(): void {
  registerTopics([...projectionTopics, ...shopTopics]);
  registerDestinations([...assignmentDestinations, ...shipmentDestinations, ...returnDestinations]);
}

export const tasks: readonly Task[] = [...platformTasks, ...intakeTasks, ...orderTasks, ...returnTasks];
