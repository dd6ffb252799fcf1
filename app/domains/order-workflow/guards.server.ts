import { availabilityFor } from "#app/domains/inventory/index.server.ts";
import { mayDo, type Permission, permissions } from "#app/platform/permissions.ts";
import type { Guard, GuardVerdict } from "./registry.ts";

const allowed: GuardVerdict = { allowed: true };

function refused(reason: string): GuardVerdict {
  return { allowed: false, reason };
}

/**
 * The actor's role has the permissions that `params.requiredPerms` names; `orders:change` when it names none. A name that is
 * no permission is one that nobody has.
 */
export const roleAllowed: Guard = ({ actor }, { params }) => {
  const missing = requiredPermissions(params["requiredPerms"]).find((name) => !isPermission(name) || !mayDo(actor.role, name));
  return missing === undefined ? allowed : refused(`The role '${actor.role}' does not include ${missing}.`);
};

function requiredPermissions(given: unknown): unknown[] {
  const named = given === undefined ? [] : Array.isArray(given) ? given : [given];
  return named.length > 0 ? named : ["orders:change"];
}

function isPermission(name: unknown): name is Permission {
  return permissions.some((permission) => permission === name);
}

/** Nothing stands against taking the order's money: the authorization, if there was one, has not been given up or run out. */
export const paymentAuthorized: Guard = (_ctx, { order: { financialStatus, cancelledAt } }) => {
  if (cancelledAt) return refused("The order is cancelled in Shopify.");
  if (financialStatus === "voided") return refused("The payment was voided.");
  if (financialStatus === "expired") return refused("The payment's authorization has expired.");
  return allowed;
};

/** Money has come in, in Shopify or by a transition here that is on its way there: only that can be given back. */
export const paymentCaptured: Guard = async (ctx, { order }) => {
  if (order.financialStatus === "paid" || order.financialStatus === "partially_paid" || order.financialStatus === "partially_refunded") return allowed;
  if (order.financialStatus === "refunded") return refused("All that was paid has been given back.");
  const [taken] = await ctx.sql<{ version: number }>`
    select version from order_transition_logs where shop = ${ctx.shop} and order_id = ${order.id} and transition = 'mark_paid' limit 1`;
  return taken ? allowed : refused("Nothing has been paid that could be given back.");
};

/** The customer pays at the door. */
export const paysOnDelivery: Guard = (_ctx, { order }) => (order.cod ? allowed : refused("The order is not paid yet, and is not cash on delivery."));

/** The goods are there, or held for this order. */
export const inventoryAvailable: Guard = async (ctx, { order }) => {
  const { available, lines } = await availabilityFor(ctx, order.id);
  if (available) return allowed;
  const short = lines.map(({ sku, needed, held, free }) => ({ sku, missing: needed - held - (free ?? needed) })).filter(({ missing }) => missing > 0);
  return refused(`Out of stock: ${short.map(({ sku, missing }) => `${missing} × ${sku ?? "an item without SKU"}`).join(", ")}.`);
};
