import type { z } from "zod";
import { DomainError, type FieldError } from "#app/platform/errors.ts";
import { isStorable, unstorablePlaces } from "./storable.ts";

/** What a request says, as it came. */
export interface RawInput {
  body: unknown;
  query: URLSearchParams;
  params: Record<string, string>;
}

/** A body in its schema's shape; throws `invalid` with what is wrong and where. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  return parsed("body", schema, body);
}

const largestLimit = 500;

/** A query in its schema's shape; throws `malformed` with what is wrong and where. `limit` is 1 to 500 wherever it is given. (Contract, section 2.) */
export function parseQuery<T>(schema: z.ZodType<T>, query: URLSearchParams): T {
  // Of several values only one could count, and nobody would see which.
  const repeated = [...query.keys()].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) throw misfit("query", [{ path: repeated, message: "is given more than once; several values are separated by commas" }]);
  const limit = query.get("limit");
  if (limit && !(/^\d{1,3}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= largestLimit)) throw misfit("query", [{ path: "limit", message: `must be 1 to ${largestLimit}` }]);
  return parsed("query", schema, Object.fromEntries(query));
}

/** Refuses text that the database could not hold; in the body only where it is not kept as it came. */
export function refuseUnstorable({ body, query, params }: RawInput, keepsBody: boolean): void {
  if (!Object.values(params).every(isStorable)) throw new DomainError("not_found", "NOT_FOUND", { message: "There is nothing of that name." });
  const message = "has a character that cannot be stored";
  const inQuery = [...query].flatMap(([path, value]) => (isStorable(value) ? [] : [{ path, message }]));
  if (inQuery.length > 0) throw misfit("query", inQuery);
  const inBody = keepsBody ? [] : unstorablePlaces(body).map((path) => ({ path, message }));
  if (inBody.length > 0) throw misfit("body", inBody);
}

function parsed<T>(part: Part, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw misfit(part, result.error.issues.map(({ path, message }) => ({ path: path.join("."), message })));
}

type Part = "body" | "query";

/** The refusal of a part of a request that names every place that is wrong; its message tells of the first. */
function misfit(part: Part, errors: FieldError[]): DomainError {
  const [first] = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const details = { message: first ?? `The ${part} does not fit.`, errors };
  return part === "body" ? new DomainError("invalid", "INVALID_BODY", details) : new DomainError("malformed", "INVALID_QUERY", details);
}
