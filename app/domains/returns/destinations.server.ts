import type { Destination } from "#app/platform/outbox.ts";
import { returnLabels } from "./shopify/attach-label.server.ts";
import { returnCreation } from "./shopify/create-return.server.ts";
import { returnDecisions } from "./shopify/decide-return.server.ts";
import { returnProcessing } from "./shopify/process-return.server.ts";
import { returnReading } from "./shopify/read-return.server.ts";
import { returnRequests } from "./shopify/request-return.server.ts";
import { returnRefunds } from "./shopify/refund-order.server.ts";

/** Every call that leaves the app about a return. */
export const returnDestinations: readonly Destination[] = [returnCreation, returnRequests, ...returnDecisions, returnLabels, returnProcessing, returnRefunds, returnReading];
