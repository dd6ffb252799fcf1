import { refuse } from "../admin-api/errors.ts";
import { type Change } from "../state/change.ts";

export interface FlowTrigger {
  handle?: string | null;
  payload?: unknown;
  body?: string | null;
}

const mostBytes = 50_000;

/** Takes a Flow trigger and keeps it, so that a test can see what workflows would have been started by it. */
export function receiveFlowTrigger({ world, shop, now }: Change, { handle, payload, body }: FlowTrigger): Record<string, never> {
  if (body && (handle || payload)) refuse(["body"], "Cannot use `handle` and `payload` arguments with `body` argument");
  if (body) refuse(["body"], "Local Shopify takes Flow triggers by `handle` and `payload` only.");
  if (!handle || payload === undefined || payload === null) refuse(["handle"], "`handle` and `payload` arguments are required");
  if (typeof payload !== "object" || Array.isArray(payload)) refuse(["body"], `Errors validating schema:\n  Type error for field 'properties': ${JSON.stringify(payload)} is not an Object.\n`);
  if (Buffer.byteLength(JSON.stringify(payload)) > mostBytes) refuse(["body"], `Errors validating schema:\n  Properties size exceeds the limit of ${mostBytes} bytes.\n`);
  world.flowTriggers.push({ at: now, shop: shop.domain, handle, payload });
  return {};
}
