import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { OrderFacts } from "./facts.ts";

/** One edge of the order's workflow. */
export interface Transition {
  name: string;
  from: readonly WorkflowState[];
  to: WorkflowState;
  /** Who is asked before it is taken on request; all must agree. Keys of the registry, or `package/module#export`. */
  guards: readonly string[];
  /** What it does, in this order. Keys of the registry, or `package/module#export`. */
  effects: readonly string[];
  /** Taken when Shopify tells that it has happened, never on request. */
  toldOnly?: true;
  /** What Shopify has to tell for it to be a step on the way to where Shopify says that the order is; anything, if not given. */
  toldWhen?: (facts: OrderFacts) => boolean;
}

/**
 * The order's workflow: `pending → paid → shipped → fulfilled`, and the ways out of it. To add a transition, append a line;
 * its guards and effects are named by their keys in the registry.
 */
export const orderTransitions: readonly Transition[] = [
  { name: "mark_paid", from: ["pending"], to: "paid", guards: ["role_allowed", "payment_authorized"], effects: ["capture_payment", "reserve_inventory", "send_email", "emit_webhook"] },
  { name: "ship", from: ["paid"], to: "shipped", guards: ["role_allowed", "inventory_available"], effects: ["request_fulfillment", "commit_inventory", "send_email", "emit_webhook"] },
  { name: "fulfill", from: ["shipped"], to: "fulfilled", guards: ["role_allowed"], effects: ["report_delivery", "send_email", "emit_webhook"] },
  { name: "cancel", from: ["pending", "paid"], to: "cancelled", guards: ["role_allowed"], effects: ["cancel_order", "release_inventory", "send_email", "emit_webhook"] },
  { name: "refund", from: ["fulfilled"], to: "refunded", guards: ["role_allowed", "payment_captured"], effects: ["refund_payment", "send_email", "emit_webhook"] },
  { name: "return", from: ["fulfilled"], to: "returned", guards: ["role_allowed"], effects: ["open_return", "send_email", "emit_webhook"] },

  // Cash on delivery leaves the warehouse before it is paid.
  {
    name: "ship_before_payment",
    from: ["pending"],
    to: "shipped",
    guards: ["role_allowed", "pays_on_delivery", "inventory_available"],
    effects: ["reserve_inventory", "request_fulfillment", "commit_inventory", "send_email", "emit_webhook"],
    toldWhen: (facts) => !facts.paid,
  },

  // What a merchant can do in Shopify that nobody can ask for here.
  { name: "refund_before_delivery", from: ["paid", "shipped"], to: "refunded", guards: [], effects: ["release_inventory", "send_email", "emit_webhook"], toldOnly: true, toldWhen: (facts) => !facts.delivered },
  { name: "return_before_delivery", from: ["shipped"], to: "returned", guards: [], effects: ["send_email", "emit_webhook"], toldOnly: true, toldWhen: (facts) => !facts.delivered },
  { name: "return_after_refund", from: ["refunded"], to: "returned", guards: [], effects: ["send_email", "emit_webhook"], toldOnly: true },
  { name: "cancel_after_refund", from: ["refunded"], to: "cancelled", guards: [], effects: ["release_inventory", "send_email", "emit_webhook"], toldOnly: true },

  // What a merchant can take back in Shopify.
  { name: "payment_due_again", from: ["paid"], to: "pending", guards: [], effects: ["emit_webhook"], toldOnly: true, toldWhen: (facts) => !facts.paid },
  { name: "fulfillment_undone", from: ["shipped"], to: "paid", guards: [], effects: ["put_back_inventory", "reserve_inventory", "emit_webhook"], toldOnly: true, toldWhen: (facts) => !facts.shipped },
  {
    name: "fulfillment_undone_before_payment",
    from: ["shipped"],
    to: "pending",
    guards: [],
    effects: ["put_back_inventory", "reserve_inventory", "emit_webhook"],
    toldOnly: true,
    toldWhen: (facts) => !facts.shipped && !facts.paid,
  },
  { name: "delivery_undone", from: ["fulfilled"], to: "shipped", guards: [], effects: ["emit_webhook"], toldOnly: true, toldWhen: (facts) => !facts.delivered },
  { name: "return_reopened", from: ["returned"], to: "fulfilled", guards: [], effects: ["emit_webhook"], toldOnly: true, toldWhen: (facts) => !facts.returned },
  { name: "refund_undone", from: ["refunded"], to: "fulfilled", guards: [], effects: ["emit_webhook"], toldOnly: true, toldWhen: (facts) => !facts.refunded },
];
