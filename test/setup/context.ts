import { randomInt } from "node:crypto";
import { v7 as uuid } from "uuid";
import { installShop } from "#app/domains/shops/index.server.ts";
import { type Actor, contextFor, type Ctx, type SystemCtx, systemContext } from "#app/platform/ctx.ts";
import { registerDomains } from "#app/registry.server.ts";
import { testDatabase } from "./database.ts";

registerDomains();

export const operator: Actor = { kind: "staff", id: "7001", label: "Asha", role: "operator" };

export interface ContextOptions {
  actor?: Actor;
  now?: Date;
  shop?: string;
}

/** A context for a shop of its own, which has installed the app. */
export async function testContext({ actor = operator, now = new Date(), shop = `shop-${uuid().slice(-12)}.myshopify.com` }: ContextOptions = {}): Promise<Ctx> {
  const ctx = contextFor(await testDatabase(), shop, actor, `test-${uuid()}`, now);
  await installShop(ctx, { name: "Test shop", ianaTimezone: "Asia/Kolkata", currencyCode: "INR", scopes: [] });
  return ctx;
}

/** A context that sees all shops of the test file. */
export async function testSystemContext(now = new Date()): Promise<SystemCtx> {
  return systemContext(await testDatabase(), `test-${uuid()}`, now);
}

/** An id that no other test uses. */
export function newId(): bigint {
  return BigInt(randomInt(2 ** 40, 2 ** 47));
}
