import { z } from "zod";
import { WorkflowState } from "#app/domains/orders/schema.ts";

/** What a customer may ask for. */
export const RequestKind = z.enum(["cancel", "return"]);
export type RequestKind = z.infer<typeof RequestKind>;

/** The body of POST /customer/orders/{order}/requests. */
export const AskFor = z.object({ kind: RequestKind, note: z.string().trim().max(1_000).default("") });
export type AskFor = z.infer<typeof AskFor>;

/** An order as its customer sees it: how far it is, and what they may ask for. */
export const CustomerOrder = z.object({
  id: z.string(),
  name: z.string(),
  state: WorkflowState,
  steps: z.array(z.object({ kind: RequestKind, open: z.boolean(), asked: z.boolean() })),
});
export type CustomerOrder = z.infer<typeof CustomerOrder>;
