import { z } from "zod";
import { callParameters, Listed, optional, PageSize } from "#app/platform/query.ts";
import { isFinal, ReturnState } from "./schema.ts";

/** A place in the feed: the returns after a certain one. */
export interface ReturnPlace {
  createdAt: Date;
  id: string;
}

/** The feed's cursor: when the last return was begun, and its id. */
export function returnCursor({ createdAt, id }: ReturnPlace): string {
  return `ret:${createdAt.getTime().toString(36)}:${id}`;
}

function parseCursor(cursor: string): ReturnPlace | undefined {
  const [, time, id] = /^ret:([0-9a-z]{1,9}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  return time && id ? { createdAt: new Date(Number.parseInt(time, 36)), id } : undefined;
}

/** One or more states, comma-separated; `open` stands for all that are not final. */
const States = Listed.pipe(z.array(z.union([ReturnState, z.literal("open")]))).transform((states) => [...new Set(states.flatMap((state) => (state === "open" ? ReturnState.options.filter((each) => !isFinal(each)) : [state])))]);

/** The query of GET /sync/orders/returns. */
export const ListReturns = z.object({
  status: optional(States),
  /** Those alone that have been in their state for too long. */
  overdue: optional(z.literal("true")),
  cursor: optional(
    z.string().max(100).transform((cursor, issue) => {
      const place = parseCursor(cursor);
      if (!place) issue.addIssue({ code: "custom", message: "is not a cursor of this feed" });
      return place ?? z.NEVER;
    }),
  ),
  pageSize: PageSize,
  ...callParameters,
});
export type ListReturns = z.infer<typeof ListReturns>;
