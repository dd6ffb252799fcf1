import { assignmentDestinations, assignmentTasks } from "./domains/assignments/index.server.ts";
import { codTopics } from "./domains/cod/index.server.ts";
import { exceptionTasks } from "./domains/exceptions/index.server.ts";
import { flowDestination } from "./domains/flow/index.server.ts";
import { intakeTasks } from "./domains/intake/index.server.ts";
import { inventoryTasks, inventoryTopics } from "./domains/inventory/index.server.ts";
import { metricsTasks } from "./domains/metrics/index.server.ts";
import { notificationDestinations } from "./domains/notifications/index.server.ts";
import { registerBuiltIns, registerEffect, workflowTasks } from "./domains/order-workflow/index.server.ts";
import { orderTasks } from "./domains/orders/index.server.ts";
import { paymentDestinations } from "./domains/payments/index.server.ts";
import { pollingTasks } from "./domains/polling/index.server.ts";
import { privacyTasks, privacyTopics } from "./domains/privacy/index.server.ts";
import { projectionTopics } from "./domains/projection/index.server.ts";
import { openReturnByTransition, returnDestinations, returnTasks } from "./domains/returns/index.server.ts";
import { fulfillByTransition, reportDelivery, shipmentDestinations, shipmentTasks } from "./domains/shipments/index.server.ts";
import { shopTopics } from "./domains/shops/index.server.ts";
import type { Task } from "./platform/jobs.server.ts";
import { registerDestinations } from "./platform/outbox.ts";
import { platformTasks } from "./platform/tasks.server.ts";
import { registerTopics } from "./platform/topics.ts";

/** Puts the app together: what arrives, what leaves, what the workers do. One line a domain. */
export function registerDomains(): void {
  registerTopics([...projectionTopics, ...inventoryTopics, ...codTopics, ...shopTopics, ...privacyTopics]);
  registerDestinations([...assignmentDestinations, flowDestination, ...shipmentDestinations, ...returnDestinations, ...paymentDestinations, ...notificationDestinations]);

  registerBuiltIns();
  registerEffect("request_fulfillment", fulfillByTransition);
  registerEffect("report_delivery", reportDelivery);
  registerEffect("open_return", openReturnByTransition);
}

export const tasks: readonly Task[] = [...platformTasks, ...intakeTasks, ...exceptionTasks, ...privacyTasks, ...orderTasks, ...pollingTasks, ...shipmentTasks, ...returnTasks, ...inventoryTasks, ...metricsTasks, ...workflowTasks, ...assignmentTasks];
