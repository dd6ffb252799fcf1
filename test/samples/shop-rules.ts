import type { Effect, Guard } from "#app/domains/order-workflow/index.server.ts";

/** A shop's own rules, as they are written in a module of their own: one file, and one line that names it. */
export const onlyGifts: Guard = (_ctx, { note }) => (note.includes("gift") ? { allowed: true } : { allowed: false, reason: "Only gifts go this way." });

export const wrapAsGift: Effect = (_tx, { order }) => [{ type: "mail.send", orderId: order.id, payload: { orderId: order.id, to: "team", toState: "paid", note: "wrap it" } }];

export const notAFunction = "gift";
