import { expect, test } from "vitest";
import { assignOrders } from "#app/domains/assignments/index.server.ts";
import { getOrder } from "#app/domains/orders/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { testContext } from "#test/setup/context.ts";
import { addToThread, escalateOrders, listThreads, releaseOrders } from "./index.server.ts";
import { EscalateOrders, ListThreads } from "./schema.ts";

const escalate = (ctx: Ctx, input: object) => escalateOrders(ctx, EscalateOrders.parse({ shop_domain: ctx.shop, note: "Where is it?", ...input }));
const release = (ctx: Ctx, ...orderIds: string[]) => releaseOrders(ctx, { orderIds, note: "Solved" });
const threads = async (ctx: Ctx, status = "open") => (await listThreads(ctx, ListThreads.parse({ status }))).threads;

async function stateOf(ctx: Ctx, { id }: { id: bigint }) {
  const [row] = await ctx.sql<{ owner: string | null; priority: string; thread: string | null }>`select assigned_to as owner, priority, support_thread_id as thread from orders where shop = ${ctx.shop} and id = ${id}`;
  return row;
}

async function ownedOrder(ctx: Ctx, assignee: string) {
  const order = await buildOrder(ctx);
  await assignOrders(ctx, { orderIds: [order.name], assignee });
  await ctx.sql`update orders set priority = 'high' where shop = ${ctx.shop} and id = ${order.id}`;
  return order;
}

test("brings several orders to the shop's support assignee in one thread", async () => {
  const ctx = await testContext();
  await ctx.sql`insert into shop_settings (shop, "values", updated_at, updated_by) values (${ctx.shop}, ${json({ supportAssignee: "desk" })}, ${ctx.now}, 'test')`;
  const [first, second] = [await ownedOrder(ctx, "asha"), await buildOrder(ctx)];

  await escalate(ctx, { orderIds: [first.name, second.name], conversationId: "https://chat.example.com/7" });

  const [thread] = await threads(ctx);
  expect(thread).toMatchObject({ assignee: "desk", conversations: ["https://chat.example.com/7"], lastNote: { note: "Where is it?" }, orders: [{ leftAt: null }, { leftAt: null }] });
  expect(await stateOf(ctx, first)).toEqual({ owner: "desk", priority: "urgent", thread: thread?.id });
  expect(JSON.parse((await getOrder(ctx, second.id)).text).order.support).toMatchObject([{ others: [{ name: first.name }], formerAssignee: null }]);
});

test("an order that somebody brings to support, or gives back, changed hands by them", async () => {
  const ctx = await testContext();
  const order = await ownedOrder(ctx, "asha");

  await escalate(ctx, { orderId: order.name });
  await release(ctx, order.name);

  const { assignmentHistory } = JSON.parse((await getOrder(ctx, order.id)).text).order;
  expect(assignmentHistory.map(({ to, source, actor }: Record<string, string>) => [to, source, actor])).toEqual([["asha", "manual", "Asha"], ["assistant", "manual", "Asha"], ["asha", "manual", "Asha"]]);
});

test("gives orders back to whoever had them, as urgent as they were, and closes the thread with the last", async () => {
  const ctx = await testContext();
  const [first, second] = [await ownedOrder(ctx, "asha"), await ownedOrder(ctx, "kabir")];
  await escalate(ctx, { orderIds: [first.name, second.name] });

  const released = await release(ctx, first.name);
  const between = await threads(ctx);
  await release(ctx, second.name);

  expect(released).toEqual([{ id: `gid://shopify/Order/${first.id}`, assignedTo: "asha", supportThread: null }]);
  expect(between[0]?.orders.map(({ name, leftAt }) => ({ name, left: leftAt !== null }))).toEqual(expect.arrayContaining([{ name: first.name, left: true }, { name: second.name, left: false }]));
  expect(await stateOf(ctx, second)).toEqual({ owner: "kabir", priority: "high", thread: null });
  expect(await threads(ctx)).toEqual([]);
  expect(await threads(ctx, "closed")).toMatchObject([{ status: "closed", lastNote: { note: "Solved" } }]);
  expect(await ctx.sql`select 1 from alerts where shop = ${ctx.shop} and kind = 'support' and closed_at is null`).toEqual([]);
  expect(await ctx.sql`select 1 from timeline_entries where shop = ${ctx.shop} and event = 'support.released'`).toHaveLength(2);
});

test("leaves an order with whoever took it over while support had it", async () => {
  const ctx = await testContext();
  const order = await ownedOrder(ctx, "asha");
  await escalate(ctx, { orderId: order.name });
  await assignOrders(ctx, { orderIds: [order.name], assignee: "mira" });

  await release(ctx, order.name);

  expect(await stateOf(ctx, order)).toMatchObject({ owner: "mira" });
});

test("remembers the former owner over a second thread and a second escalation", async () => {
  const ctx = await testContext();
  const [order, other] = [await ownedOrder(ctx, "asha"), await buildOrder(ctx)];
  await escalate(ctx, { orderId: order.name });
  await escalate(ctx, { orderId: other.name, conversationId: "c-1" });
  await escalate(ctx, { orderId: order.name, conversationId: "c-1" });

  await release(ctx, order.name);
  const once = await stateOf(ctx, order);
  await escalate(ctx, { orderId: order.name, conversationId: "c-1" });
  await release(ctx, order.name);

  expect(once).toMatchObject({ owner: "asha", priority: "high" });
  expect(await stateOf(ctx, order)).toMatchObject({ owner: "asha", priority: "high" });
  expect(await threads(ctx)).toMatchObject([{ conversations: ["c-1"] }]);
});

test("refuses to give back what support does not have, and changes nothing", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const [order, outside, foreign] = [await ownedOrder(ctx, "asha"), await buildOrder(ctx), await buildOrder(other)];
  await escalate(ctx, { orderId: order.name });

  await expect(release(ctx, order.name, outside.name)).rejects.toMatchObject({ kind: "conflict", code: "NOT_IN_SUPPORT", details: { errors: [{ path: "orderIds.1" }] } });
  await expect(release(ctx, foreign.id.toString())).rejects.toMatchObject({ kind: "not_found" });

  expect(await stateOf(ctx, order)).toMatchObject({ priority: "urgent" });
});

test("gives an order back once, of several who ask at once, and leaves no thread open without orders", async () => {
  const ctx = await testContext();
  const [first, second] = [await ownedOrder(ctx, "asha"), await ownedOrder(ctx, "kabir")];
  await escalate(ctx, { orderIds: [first.name, second.name] });

  const results = await Promise.allSettled([release(ctx, first.name), release(ctx, second.name), release(ctx, first.name), release(ctx, second.name)]);

  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  expect(await threads(ctx)).toEqual([]);
  expect(await ctx.sql`select 1 from order_assignment_history where shop = ${ctx.shop}`).toHaveLength(6);
});

test("never puts an order into a thread that is being closed", async () => {
  const ctx = await testContext();
  const [first, second] = [await buildOrder(ctx), await buildOrder(ctx)];
  await escalate(ctx, { orderId: first.name, conversationId: "c-1" });

  await Promise.all([release(ctx, first.name), escalate(ctx, { orderId: second.name, conversationId: "c-1" })]);

  const [open] = await threads(ctx);
  expect(await stateOf(ctx, second)).toMatchObject({ thread: open?.id });
});

test("opens another thread for a conversation whose thread is closed", async () => {
  const ctx = await testContext();
  const order = await ownedOrder(ctx, "asha");
  await escalate(ctx, { orderId: order.name, conversationId: "c-1" });
  const [closed] = await threads(ctx);
  await release(ctx, order.name);

  await escalate(ctx, { orderId: order.name, conversationId: "c-1" });

  const [open] = await threads(ctx);
  expect(open).toMatchObject({ conversations: ["c-1"], orders: [{ name: order.name, leftAt: null }] });
  expect(open?.id).not.toBe(closed?.id);
});

test("adds notes and conversations to an open thread alone", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const [order, second] = [await buildOrder(ctx), await buildOrder(ctx)];
  await escalate(ctx, { orderId: order.name });
  await escalate(ctx, { orderId: second.name, conversationId: "c-2" });
  const [, thread] = await threads(ctx);
  const threadId = thread?.id ?? "";

  await addToThread(ctx, { threadId, note: "Called", conversationId: "c-1" });

  expect(await threads(ctx)).toMatchObject([{}, { conversations: ["c-1"], lastNote: { note: "Called", author: "Asha" } }]);
  await expect(addToThread(ctx, { threadId, conversationId: "c-2" })).rejects.toMatchObject({ kind: "conflict", code: "CONVERSATION_ELSEWHERE" });
  await expect(addToThread(other, { threadId, note: "Called" })).rejects.toMatchObject({ kind: "not_found" });
  await release(ctx, order.name);
  await expect(addToThread(ctx, { threadId, note: "Called" })).rejects.toMatchObject({ kind: "conflict", code: "THREAD_CLOSED" });
});

test.each(["no such %", "_"])("takes %s in a search for what it is", async (q) => {
  const ctx = await testContext();
  await escalate(ctx, { orderId: (await buildOrder(ctx)).name });

  expect(await listThreads(ctx, ListThreads.parse({ q }))).toMatchObject({ threads: [], total: 0 });
});

test("finds threads by an order, a conversation or a note", async () => {
  const ctx = await testContext();
  const [first, second] = [await buildOrder(ctx), await buildOrder(ctx)];
  await escalate(ctx, { orderId: first.name, conversationId: "https://chat.example.com/77", note: "Wants a Refund" });
  await escalate(ctx, { orderId: second.name });
  const found = async (q: string) => (await listThreads(ctx, ListThreads.parse({ q }))).threads.map(({ orders }) => orders.map(({ name }) => name));

  expect([await found(first.name), await found("CHAT.example"), await found("refund")]).toEqual([[[first.name]], [[first.name]], [[first.name]]]);
  expect(await found(" ")).toHaveLength(2);
});
