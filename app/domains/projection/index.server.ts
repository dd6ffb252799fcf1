import type { Topic } from "#app/platform/topics.ts";
import { observedTopics } from "./observed-topics.server.ts";
import { orderTopics } from "./order-topics.server.ts";
import { polledOrderTopics } from "./polled-order-topics.server.ts";
import { returnTopics } from "./return-topics.server.ts";
import { shipmentTopics } from "./shipment-topics.server.ts";

/** What each topic changes in the mirror. */
export const projectionTopics: readonly Topic[] = [...orderTopics, ...polledOrderTopics, ...shipmentTopics, ...returnTopics, ...observedTopics];
