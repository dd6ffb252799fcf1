import type { Ctx } from "#app/platform/ctx.ts";
import { defineDestination, type Destination } from "#app/platform/outbox.ts";
import { type AdminApi, adminApi } from "#app/platform/shopify/admin-api.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { ReturnApprove, ReturnCancel, ReturnClose, ReturnDecline, ReturnStatusNow, type ReturnStatusNowQuery } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";
import { afterStep } from "../after-step.server.ts";
import { followStatus } from "../follow-shopify-return.server.ts";
import type { ReturnState } from "../schema.ts";
import { shopifyStatusOf } from "../shopify-status.ts";
import { goOn, lockCalled, notInShopify, ReturnCallPayload } from "./return-call.server.ts";

type ShopifyReturn = NonNullable<ReturnStatusNowQuery["return"]>;

interface Decided {
  state: ReturnState;
  customerNote: string | null;
}

/** Makes one decision in Shopify when its return is where it can be made; gives the status then. */
type Decide = (api: AdminApi, found: ShopifyReturn, decided: Decided) => Promise<string>;

/**
 * The decisions that Shopify is told. Each first reads where Shopify's return is, and is made only when it is not made yet: so a
 * repeat has no second effect, and when somebody has decided otherwise there meanwhile, ours follows.
 */
export const returnDecisions: readonly Destination[] = [
  decision("approve", async (api, found) => (found.status === "REQUESTED" ? approve(api, found.id) : found.status)),
  decision("decline", async (api, found, { customerNote }) => (found.status === "REQUESTED" ? decline(api, found.id, customerNote) : found.status)),
  decision("close", async (api, found) => (found.status === "OPEN" ? close(api, found.id) : found.status)),
  decision("cancel", async (api, found, { state }) => {
    if (found.status !== "REQUESTED" && found.status !== "OPEN") return found.status;
    // Shopify cancels nothing that it has begun to process: what was denied here is closed there then.
    const begun = found.returnLineItems.nodes.some(({ processedQuantity, refundedQuantity }) => processedQuantity > 0 || refundedQuantity > 0);
    return begun && state === "denied" ? close(api, found.id) : cancel(api, found.id);
  }),
];

function decision(name: string, decide: Decide): Destination {
  return defineDestination({
    type: `shopify.return_${name}`,
    payload: ReturnCallPayload,
    deliver: async (ctx, { payload }) => ({ status: await decideNow(ctx, payload, decide) }),
    settle: async (tx, { payload }, result) => {
      const current = await lockCalled(tx, payload);
      const status = shopifyStatusOf(result.status);
      await afterStep(tx, status ? await followStatus(tx, current, { status, at: tx.now }) : current);
    },
    fail: (tx, { payload }) => goOn(tx, payload),
  });
}

async function decideNow(ctx: Ctx, { returnId }: ReturnCallPayload, decide: Decide): Promise<string> {
  const [row] = await ctx.sql<Decided & { shopifyReturnId: bigint | null }>`
    select state, customer_note as "customerNote", shopify_return_id as "shopifyReturnId" from returns where shop = ${ctx.shop} and id = ${returnId}`;
  if (!row?.shopifyReturnId) throw notInShopify();
  const api = await adminApi(ctx);
  const { data } = await api.run(ReturnStatusNow, { id: toGid("Return", row.shopifyReturnId) });
  if (!data.return) throw notInShopify();
  return decide(api, data.return, row);
}

async function approve(api: AdminApi, id: string): Promise<string> {
  const { data } = await api.run(ReturnApprove, { input: { id } });
  refuseUserErrors("returnApproveRequest", data.returnApproveRequest?.userErrors ?? []);
  return data.returnApproveRequest?.return?.status ?? "OPEN";
}

/** Staff's note stays here: Shopify shows a decline's note to the customer. */
async function decline(api: AdminApi, id: string, customerNote: string | null): Promise<string> {
  const { data } = await api.run(ReturnDecline, { input: { id, declineReason: "OTHER", declineNote: customerNote, notifyCustomer: customerNote !== null } });
  refuseUserErrors("returnDeclineRequest", data.returnDeclineRequest?.userErrors ?? []);
  return data.returnDeclineRequest?.return?.status ?? "DECLINED";
}

async function cancel(api: AdminApi, id: string): Promise<string> {
  const { data } = await api.run(ReturnCancel, { id });
  refuseUserErrors("returnCancel", data.returnCancel?.userErrors ?? []);
  return data.returnCancel?.return?.status ?? "CANCELED";
}

async function close(api: AdminApi, id: string): Promise<string> {
  const { data } = await api.run(ReturnClose, { id });
  refuseUserErrors("returnClose", data.returnClose?.userErrors ?? []);
  return data.returnClose?.return?.status ?? "CLOSED";
}
