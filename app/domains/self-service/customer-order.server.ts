import { TransitionService } from "#app/domains/order-workflow/index.server.ts";
import { type LockedOrder, readOrders } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import { type Ctx, systemActor } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { fromGid, toGid } from "#app/platform/shopify/ids.ts";
import { type CustomerOrder, RequestKind } from "./schema.ts";

/** Where the workflow would take the order if the request were granted: its guards say whether it can be asked for. */
const leadsTo: Record<RequestKind, WorkflowState> = { cancel: "cancelled", return: "returned" };

/** The customer's own order, by its GID or id; throws `not_found` for another's, as for one that does not exist. */
export async function ownOrder(ctx: Ctx, reference: string): Promise<LockedOrder> {
  const id = fromGid("Order", reference) ?? (/^\d{1,18}$/.test(reference) ? BigInt(reference) : undefined);
  const customerId = fromGid("Customer", ctx.actor.id);
  const [own] = id === undefined || customerId === undefined ? [] : await ctx.sql<{ id: bigint }>`select id from orders where shop = ${ctx.shop} and id = ${id} and customer_id = ${customerId}`;
  const [order] = own ? await readOrders(ctx, [own.id]) : [];
  if (!order) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "You have no such order." });
  return order;
}

/** How far the order is and what its customer may ask for, decided by the workflow's own guards. */
export async function viewForCustomer(ctx: Ctx, order: LockedOrder): Promise<CustomerOrder> {
  const asked = await ctx.sql<{ kind: string }>`select kind from customer_requests where shop = ${ctx.shop} and order_id = ${order.id}`;
  const kinds = new Set(asked.map(({ kind }) => kind));
  const steps: CustomerOrder["steps"] = [];
  for (const kind of RequestKind.options) steps.push({ kind, asked: kinds.has(kind), open: !kinds.has(kind) && (await isOpen(ctx, order, kind)) });
  return { id: toGid("Order", order.id), name: order.name, state: order.workflowState, steps };
}

/** Whether staff could grant the request now. */
export async function isOpen(ctx: Ctx, order: LockedOrder, kind: RequestKind): Promise<boolean> {
  return "step" in (await TransitionService.canTransition({ ...ctx, actor: systemActor("Self-service") }, order, leadsTo[kind]));
}
