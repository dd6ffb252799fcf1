import { z } from "zod";
import { RowsOfPage, SearchText } from "#app/platform/query.ts";
import { Instant } from "#app/platform/instant.ts";
import { OrderReference, OrderReferences } from "#app/domains/orders/schema.ts";

const Note = (missing: string) => z.string().trim().min(1, missing).max(5_000);
const ConversationId = z.string().trim().min(1).max(200);
const orders = { shop_domain: z.string(), orderId: OrderReference.optional(), orderIds: OrderReferences.optional() };
const namesOrders = ({ orderId, orderIds }: { orderId?: unknown; orderIds?: unknown }) => orderId !== undefined || orderIds !== undefined;
const unnamed = { path: ["orderId"], message: "name an order" };

/** The body of POST /sync/orders/support. */
export const EscalateOrders = z.object({ ...orders, conversationId: ConversationId.optional(), note: Note("say what support should know") }).refine(namesOrders, unnamed);
export type EscalateOrders = z.infer<typeof EscalateOrders>;

/** The body of POST /sync/orders/support/release. */
export const ReleaseOrders = z.object({ ...orders, note: Note("say what came of it") }).refine(namesOrders, unnamed);
export type ReleaseOrders = z.infer<typeof ReleaseOrders>;

/** The body of POST /sync/orders/support/notes: a note, a conversation that belongs to the thread, or both. */
export const AddToThread = z
  .object({ shop_domain: z.string(), threadId: z.uuid(), note: Note("is blank").optional(), conversationId: ConversationId.optional() })
  .refine(({ note, conversationId }) => note !== undefined || conversationId !== undefined, { path: ["note"], message: "write a note or name a conversation" });
export type AddToThread = z.infer<typeof AddToThread>;

/** The query of GET /sync/orders/support. */
export const ListThreads = z.object({
  status: z.enum(["open", "closed", "all"]).default("open"),
  pageSize: RowsOfPage.default(50),
  /** Part of an order's name, of a conversation's id or of a note. */
  q: SearchText.trim().optional(),
  /** The id of the last thread of the page before. */
  cursor: z.uuid().optional(),
});
export type ListThreads = z.infer<typeof ListThreads>;

export const ThreadRow = z.object({
  id: z.string(),
  status: z.enum(["open", "closed"]),
  assignee: z.string(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  conversations: z.array(z.string()),
  orders: z.array(z.object({ id: z.string(), name: z.string(), formerAssignee: z.string().nullable(), leftAt: Instant.nullable() })),
  lastNote: z.object({ author: z.string(), note: z.string(), at: Instant }).nullable(),
});
export type ThreadRow = z.infer<typeof ThreadRow>;

export const ThreadsPage = z.object({ success: z.literal(true), threads: z.array(ThreadRow), nextCursor: z.string().nullable(), total: z.number().int() });
export type ThreadsPage = z.infer<typeof ThreadsPage>;
