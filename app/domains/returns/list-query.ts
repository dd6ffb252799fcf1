import { z } from "zod";
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

const optional = <T extends z.ZodType>(schema: T) => z.union([z.literal("").transform(() => undefined), schema]).optional();

/** One or more states, comma-separated; `open` stands for all that are not final. */
const States = z
  .string()
  .transform((list) => list.split(",").map((state) => state.trim()).filter(Boolean))
  .pipe(z.array(z.union([ReturnState, z.literal("open")])))
  .transform((states) => [...new Set(states.flatMap((state) => (state === "open" ? ReturnState.options.filter((each) => !isFinal(each)) : [state])))]);

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
  pageSize: optional(z.coerce.number().int().min(1).max(250)).transform((size) => size ?? 50),
  shop_domain: z.string().optional(),
  tenant: z.string().optional(),
  correlation_id: z.string().optional(),
});
export type ListReturns = z.infer<typeof ListReturns>;
