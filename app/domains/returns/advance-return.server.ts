import { lockOrder, resolveOrder } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { transition } from "#app/platform/machine.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { afterStep } from "./after-step.server.ts";
import { askRefund, recordFound, revokeRefund } from "./approve-refund.server.ts";
import { findReturn, type ReturnRow } from "./find-return.server.ts";
import { moveReturn } from "./move-return.server.ts";
import { openReturn } from "./open-return.server.ts";
import { recordLabel } from "./record-label.server.ts";
import { type AdvanceReturnInput, type ReturnStepAction, returnMachine, targetOf } from "./schema.ts";

/**
 * Takes a return one step on, or opens one; Shopify is told by the outbox. An action that leads to where the return already is
 * succeeds and does nothing. Throws `conflict` with the state and its actions for a step that is not possible. (Contract, section 3.)
 */
export async function advanceReturn(ctx: Ctx, input: AdvanceReturnInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const orderId = await resolveOrder(tx, input.orderId);
    const order = await lockOrder(tx, orderId);

    const current = await findReturn(tx, orderId, input.action, input.returnId);
    const changed = input.action === "open" ? await openReturn(tx, order, current, input) : await stepReturn(tx, current, input.action, input);
    if (!changed) return;
    await afterStep(tx, changed);
    await signal(tx, { event: "refresh", data: { reason: "action", orderIds: [toGid("Order", orderId)] } });
  });
}

/** Undefined when the return is already where the action leads. */
async function stepReturn(tx: Tx, current: ReturnRow | undefined, action: ReturnStepAction, input: AdvanceReturnInput): Promise<ReturnRow | undefined> {
  if (!current) throw new DomainError("conflict", "NO_RETURN", { message: "This order has no return. Possible: open.", state: null, allowed: ["open"] });
  if (targetOf[action] === current.state) return undefined;
  const to = transition(returnMachine, current.state, action);
  const details = await effectOf(tx, current, action, input);
  return moveReturn(tx, current, { action, to, note: input.note, details });
}

/** What an action does beside moving the return; gives what belongs into its history. */
async function effectOf(tx: Tx, current: ReturnRow, action: ReturnStepAction, input: AdvanceReturnInput): Promise<Record<string, unknown>> {
  switch (action) {
    case "approve_refund":
      return askRefund(tx, current, input);
    case "generate_label":
      return input.label ? recordLabel(tx, current.id, input.label) : {};
    case "request_inspection":
      return recordFound(tx, current, input.lineItems);
    case "deny":
      await refuseDuringRefund(tx, current);
      if (input.customerNote) await tx.sql`update returns set customer_note = ${input.customerNote} where shop = ${tx.shop} and id = ${current.id}`;
      return input.customerNote ? { customerNote: input.customerNote } : {};
    case "approve_request":
    case "mark_in_transit":
    case "complete":
    case "cancel":
      return {};
  }
}

/** A refund that has not left yet is taken back; once it is on its way, or made, the return can no longer be denied. */
async function refuseDuringRefund(tx: Tx, { id, state }: ReturnRow): Promise<void> {
  if (await revokeRefund(tx, id, "The return was denied before the refund was made.")) return;
  throw new DomainError("conflict", "REFUND_UNDER_WAY", { message: "The refund of this return has been sent to Shopify, or nobody knows whether it was made. Possible: complete.", state, allowed: ["complete"] });
}
