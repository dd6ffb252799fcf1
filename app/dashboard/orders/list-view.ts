import type { OrderRow, Tab } from "#app/domains/orders/schema.ts";
import { listText } from "./list-text.ts";
import { stateText } from "./state-text.ts";

export interface ListFilters {
  status: readonly OrderRow["workflowState"][];
  priority: OrderRow["priority"] | undefined;
  /** A name, or `none`. */
  assignee: string;
  from: string;
  to: string;
  search: string;
}

/** What the list shows: everything that its address says. */
export interface ListView {
  tab: Tab;
  filters: ListFilters;
  pageSize: number;
  /** Undefined on the first page. */
  place: { cursor: string; direction: "next" | "prev" } | undefined;
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  // Object.keys forgets which keys they are; a catalogue has exactly those that its type says.
  const isKey = (key: string): key is Key => key in record;
  return Object.keys(record).filter(isKey);
}

export const tabs: readonly Tab[] = keysOf(listText.tabs);
export const workflowStates = keysOf(stateText.workflow);
export const priorities = keysOf(stateText.priority);
export const pageSizes: readonly number[] = [25, 50, 100, 250];
export const defaultPageSize = 50;

export const noFilters: ListFilters = { status: [], priority: undefined, assignee: "", from: "", to: "", search: "" };

/** The view that an address asks for; what it says wrongly is left to the server to refuse. */
export function viewOf(params: URLSearchParams): ListView {
  const cursor = params.get("cursor");
  const wanted = (params.get("status") ?? "").split(",");
  return {
    tab: tabs.find((tab) => tab === params.get("tab")) ?? "all",
    filters: {
      status: workflowStates.filter((state) => wanted.includes(state)),
      priority: priorities.find((priority) => priority === params.get("priority")),
      assignee: params.get("assigned_to") ?? "",
      from: params.get("date_start") ?? "",
      to: params.get("date_end") ?? "",
      search: params.get("q") ?? "",
    },
    pageSize: Number(params.get("pageSize")) || defaultPageSize,
    place: cursor ? { cursor, direction: params.get("direction") === "prev" ? "prev" : "next" } : undefined,
  };
}

/** The address of a view, without what goes without saying. */
export function paramsOf({ tab, filters, pageSize, place }: ListView): URLSearchParams {
  const said: Record<string, string> = {
    tab: tab === "all" ? "" : tab,
    status: filters.status.join(","),
    priority: filters.priority ?? "",
    assigned_to: filters.assignee,
    date_start: filters.from,
    date_end: filters.to,
    q: filters.search.trim(),
    pageSize: pageSize === defaultPageSize ? "" : String(pageSize),
    cursor: place?.cursor ?? "",
    direction: place?.direction === "prev" ? "prev" : "",
  };
  return new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ""));
}

/** The fields of the query of GET /sync/orders that a list's address may carry. */
const queryFields = ["tab", "status", "priority", "assigned_to", "date_start", "date_end", "q", "pageSize", "cursor", "direction"];

/** What of an address is the list's query; Shopify puts much else into the addresses of an embedded app. */
export function queryOf(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams(queryFields.flatMap((field) => [...params.getAll(field)].slice(0, 1).map((value) => [field, value])));
}

export function hasFilters({ status, priority, assignee, from, to, search }: ListFilters): boolean {
  return status.length > 0 || priority !== undefined || assignee !== "" || from !== "" || to !== "" || search.trim() !== "";
}

/** Which rows a page shows, counted from 1. */
export function rangeOf({ startCursor, endCursor }: { startCursor: string | null; endCursor: string | null }): { from: number; to: number } {
  return { from: placeOf(startCursor) + 1, to: placeOf(endCursor) + 1 };
}

function placeOf(cursor: string | null): number {
  const [, offset] = /^ofs:([0-9a-z]+)$/.exec(cursor ?? "") ?? [];
  return offset === undefined ? -1 : Number.parseInt(offset, 36);
}
