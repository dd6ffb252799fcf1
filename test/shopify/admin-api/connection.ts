import { type Gid, numericId } from "../model/ids.ts";
import { type Page, type PageRequest, type Position } from "../state/page.ts";
import { type Context } from "./context.ts";
import { apiError } from "./errors.ts";

export interface ConnectionArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

export interface Connection<T> {
  nodes: T[];
  edges: { cursor: string; node: T }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const most = 250;

/** A cursor in the form that Shopify's own have. */
export function encodeCursor({ id, value }: Position): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString("base64");
}

export function decodeCursor(cursor: string): Position {
  try {
    const { last_id: id, last_value: value } = JSON.parse(Buffer.from(cursor, "base64").toString());
    if (typeof id === "number") return { id, value: value ?? null };
  } catch {
    // falls through: whatever it is, it is no cursor
  }
  throw apiError("BAD_REQUEST", "Malformed cursor");
}

/** Which way and how far to page. Throws what Shopify answers when neither or too much is asked for. */
function windowOf({ first, last }: ConnectionArgs, context: Context): { limit: number; forward: boolean } {
  const limit = first ?? last;
  if (limit === null || limit === undefined) {
    if (context.bulk) return { limit: Number.MAX_SAFE_INTEGER - 1, forward: true };
    throw apiError("BAD_REQUEST", "you must provide one of first or last");
  }
  const name = first === null || first === undefined ? "last" : "first";
  if (limit > most && !context.bulk) throw apiError("BAD_REQUEST", `${name} cannot exceed ${most}`);
  if (limit <= 0) throw apiError("BAD_REQUEST", `${name} must be greater than zero`);
  return { limit, forward: name === "first" };
}

/** The page that the arguments of a connection ask a table for. */
export function pageRequest(args: ConnectionArgs, context: Context, sort: string): PageRequest {
  const request: PageRequest = { ...windowOf(args, context), sort, reverse: args.reverse ?? false };
  if (args.after) request.after = decodeCursor(args.after);
  if (args.before) request.before = decodeCursor(args.before);
  return request;
}

export function connectPage<T>({ rows, hasNextPage, hasPreviousPage }: Page<T>): Connection<T> {
  const edges = rows.map(({ node, position }) => ({ cursor: encodeCursor(position), node }));
  const pageInfo = { hasNextPage, hasPreviousPage, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null };
  return { nodes: edges.map(({ node }) => node), edges, pageInfo };
}

/** Pages through what is already at hand, which stands in its natural order. */
export function connect<T extends { id: Gid }>(items: T[], args: ConnectionArgs, context: Context): Connection<T> {
  const { limit, forward } = windowOf(args, context);
  const all = args.reverse ? items.toReversed() : items;
  const place = (cursor: string) => all.findIndex(({ id }) => numericId(id) === decodeCursor(cursor).id);
  const from = args.after ? place(args.after) + 1 : 0;
  const to = args.before ? place(args.before) : all.length;
  const [start, end] = forward ? [from, Math.min(to, from + limit)] : [Math.max(from, to - limit), to];
  const rows = all.slice(start, end).map((node) => ({ node, position: { id: numericId(node.id), value: numericId(node.id) } }));
  return connectPage({ rows, hasNextPage: end < all.length, hasPreviousPage: start > 0 });
}

/** The first of a list that is no connection. */
export function firstOf<T>(items: T[], first: number | null | undefined): T[] {
  return first === null || first === undefined ? items : items.slice(0, first);
}
