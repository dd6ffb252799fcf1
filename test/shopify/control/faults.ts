import { BadRequest } from "../http/request.ts";
import { type BulkFault, type Failure, type Faults } from "../state/faults.ts";
import { type World } from "../state/world.ts";
import { type Input } from "./input.ts";

const ways = ["throttled", "html", "half", "hang", "drop", "internal"] as const;
const bulkNames = ["truncate", "childrenFirst", "duplicateEvery", "expired", "fail", "refuse", "hold"];

/** Sets what is named and leaves the rest; `fail` adds to what is to fail already, `[]` clears it. Gives what is set then. */
export function setFaults(world: World, input: Input): Faults {
  const { faults } = world;
  if (input.has("dropWebhooks")) faults.dropWebhooks = dropped(input.raw("dropWebhooks"));
  if (input.has("duplicateWebhooks")) faults.duplicateWebhooks = amount("duplicateWebhooks", input.raw("duplicateWebhooks"));
  if (input.has("reorderWebhooks")) faults.reorderWebhooks = flagOrNumber("reorderWebhooks", input.raw("reorderWebhooks"));
  if (input.has("throttle")) faults.throttle = flagOrNumber("throttle", input.raw("throttle"));
  if (input.has("latencyMs")) faults.latencyMs = amount("latencyMs", input.raw("latencyMs"));
  if (input.has("bulk")) faults.bulk = bulkFault(input.raw("bulk"));
  if (input.has("fail")) {
    const given = input.raw("fail");
    if (Array.isArray(given)) faults.fail = given.map(failureOf);
    else faults.fail.push(failureOf(given));
  }
  return faults;
}

function dropped(value: unknown): Faults["dropWebhooks"] {
  return Array.isArray(value) ? value.map(String) : value === true ? Number.MAX_SAFE_INTEGER : amount("dropWebhooks", value);
}

function amount(name: string, value: unknown): number {
  const number = typeof value === "boolean" ? Number(value) : value;
  if (typeof number !== "number" || !(number >= 0)) throw new BadRequest(`'${name}' must be a number that is not negative.`);
  return number;
}

function flagOrNumber(name: string, value: unknown): boolean | number {
  return typeof value === "boolean" ? value : amount(name, value);
}

function failureOf(value: unknown): Failure {
  if (value === null || typeof value !== "object") throw new BadRequest("'fail' must be { operation, times, status, when } or a list of those.");
  const { operation = "*", times = 1, status = 500, when = "before", retryAfter } = value as Record<string, unknown>;
  const way = ways.find((each) => each === status);
  if (!way && (typeof status !== "number" || status < 200 || status > 599)) throw new BadRequest(`'fail.status' must be an HTTP status or one of ${ways.join(", ")}.`);
  if (when !== "before" && when !== "after") throw new BadRequest("'fail.when' must be before or after.");
  return { operation: String(operation), times: amount("fail.times", times), status: way ?? Number(status), when, retryAfter: retryAfter === undefined ? undefined : amount("fail.retryAfter", retryAfter) };
}

function bulkFault(value: unknown): BulkFault {
  if (value === null || typeof value !== "object") throw new BadRequest(`'bulk' must be an object of ${bulkNames.join(", ")}.`);
  const unknown = Object.keys(value).filter((name) => !bulkNames.includes(name));
  if (unknown.length > 0) throw new BadRequest(`Unknown in 'bulk': ${unknown.join(", ")}. Known are: ${bulkNames.join(", ")}.`);
  return value;
}
