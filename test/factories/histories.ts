import fc from "fast-check";
import { resolveException } from "#app/domains/exceptions/index.server.ts";
import { contextFor, type Ctx } from "#app/platform/ctx.ts";
import { arrive, take, work } from "./arrivals.ts";
import { orderWebhook } from "./webhooks.ts";

/** What one delivery may say of its order, of a refund of it, or of a return of it. */
interface Telling {
  minute: number;
  paid: boolean;
  shipped: boolean;
  total: number;
}

/** What a delivery is about. */
export type Subject = "order" | "refund" | "return";

type Step = { do: "tell"; event: number; variant: number } | { do: "work" } | { do: "decide"; event: number; choice: "first" | "last" | "ignore" };

interface Delivery {
  order: number;
  about: Subject;
  variants: Telling[];
}

/** Deliveries about a few orders, each with up to three contents, and what happens to them in which order. */
export interface History {
  events: Delivery[];
  steps: Step[];
}

const orders = 2;
const telling = fc.record({ minute: fc.nat(3), paid: fc.boolean(), shipped: fc.boolean(), total: fc.integer({ min: 1, max: 9 }) });
const events = 4;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("tell" as const), event: fc.nat(events - 1), variant: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("work" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("decide" as const), event: fc.nat(events - 1), choice: fc.constantFrom("first" as const, "last" as const, "ignore" as const) }) },
);

/** Histories in which deliveries are about these. */
export function historyOf(...subjects: [Subject, ...Subject[]]): fc.Arbitrary<History> {
  const event = fc.record({ order: fc.nat(orders - 1), about: fc.constantFrom(...subjects), variants: fc.array(telling, { minLength: 3, maxLength: 3 }) });
  return fc.record({ events: fc.array(event, { minLength: events, maxLength: events }), steps: fc.array(step, { minLength: 4, maxLength: 20 }) });
}

const templates = Array.from({ length: orders }, () => orderWebhook());

/** A webhook that may come, and when it says that it was sent. */
export interface Content {
  topic: string;
  body: string;
  triggeredAt?: Date;
}

/** What becomes of a return, minute by minute: asked for, approved, closed, opened once more. */
const stagesOfReturn = ["requested", "open", "closed", "open"];

function contentOf(index: number, { order, about: subject }: Delivery, telling: Telling): Content {
  const base = templates[order] ?? {};
  const at = `2026-11-20T10:0${telling.minute}:00Z`;
  if (subject === "order") return { topic: topicOf[subject], body: JSON.stringify(orderPayload(base, at, telling)) };
  const id = Number(base["id"]) + 100;
  if (subject === "return") return { topic: topicOf[subject], body: JSON.stringify({ id, name: `#R${order}`, status: stagesOfReturn[telling.minute], order: { id: base["id"] } }), triggeredAt: new Date(at) };
  const amount = `${telling.total}.00`;
  return { topic: topicOf[subject], body: JSON.stringify({ id: id + index, order_id: base["id"], created_at: at, note: null, refund_line_items: [], transactions: [{ kind: "refund", status: "success", amount, currency: "INR" }] }) };
}

/** A delivery keeps its topic whatever its content says: a return's, that of the most that can happen to it. */
const topicOf: Record<Subject, string> = { order: "orders/updated", refund: "refunds/create", return: "returns/reopen" };

function orderPayload(base: Record<string, unknown>, at: string, { paid, shipped, total }: Telling): Record<string, unknown> {
  const shipment = { id: Number(base["id"]) + 1, name: "F1", status: "success", created_at: at, updated_at: at, tracking_number: `TRK${total}`, tracking_company: "Delhivery", line_items: [] };
  return { ...base, updated_at: at, total_price: `${total}.00`, financial_status: paid ? "paid" : "pending", fulfillment_status: shipped ? "fulfilled" : null, fulfillments: shipped ? [shipment] : [] };
}

interface Known {
  topic: string;
  contents: Content[];
  status: "pending" | "processed" | "quarantined" | "ignored";
  applied?: Content;
}

/** Lets a history happen in a shop; gives, for each delivery, the content that counts in the end. */
export async function happen(ctx: Ctx, { events: list, steps }: History): Promise<Content[]> {
  const known = new Map<number, Known>();
  for (const one of [...steps, { do: "work" as const }]) {
    if (one.do === "work") {
      await work(ctx);
      for (const state of known.values()) if (state.status === "pending") Object.assign(state, { status: "processed", applied: state.contents[0] });
    } else if (one.do === "tell") await tell(ctx, list, known, one);
    else await decide(ctx, known.get(one.event), one);
  }
  return [...known.values()].flatMap(({ applied }) => applied ?? []);
}

async function tell(ctx: Ctx, list: History["events"], known: Map<number, Known>, { event: index, variant }: { event: number; variant: number }): Promise<void> {
  const delivery = list[index];
  const chosen = delivery?.variants[variant];
  if (!delivery || !chosen) return;
  const content = contentOf(index, delivery, chosen);
  await arrive(ctx, { ...content, id: `delivery-${index}` });
  const state = known.get(index);
  if (!state) known.set(index, { topic: content.topic, contents: [content], status: "pending" });
  else if (!state.contents.some(({ body }) => body === content.body)) {
    state.contents.push(content);
    state.status = "quarantined";
  }
}

async function decide(ctx: Ctx, state: Known | undefined, { event: index, choice }: { event: number; choice: "first" | "last" | "ignore" }): Promise<void> {
  if (state?.status !== "quarantined") return;
  const [open] = await ctx.sql<{ id: string; first_raw_id: string; last_raw_id: string }>`
    select id, first_raw_id, last_raw_id from exceptions where shop = ${ctx.shop} and idempotency_key = ${`shopify:${state.topic}:delivery-${index}`} and status = 'open'`;
  if (!open) throw new Error("a conflict did not open an exception");
  const said = { actor: "fast-check", resolution_notes: "random" };
  const later = contextFor(ctx.database, ctx.shop, ctx.actor, ctx.correlationId, new Date());
  const input = choice === "ignore" ? { action: "mark_resolved_no_replay", ...said } : { action: "override_and_replay", ...said, canonical_raw_id: choice === "first" ? open.first_raw_id : open.last_raw_id };
  const result = await resolveException(later, open.id, input);
  if ("failure" in result) throw result.failure;
  state.status = choice === "ignore" ? "ignored" : "processed";
  if (choice !== "ignore") state.applied = choice === "first" ? state.contents[0] : state.contents.at(-1);
}

/** The same contents, sorted and each once, as if nothing had gone wrong. */
export async function happenInOrder(ctx: Ctx, contents: readonly Content[]): Promise<void> {
  const toldAt = ({ body, triggeredAt }: Content) => triggeredAt?.toISOString() ?? String(Reflect.get(Object(JSON.parse(body)), "updated_at") ?? Reflect.get(Object(JSON.parse(body)), "created_at"));
  for (const content of contents.toSorted((a, b) => (toldAt(a) < toldAt(b) ? -1 : 1))) await take(ctx, content);
}

/** The mirror of a shop, but for what names the shop or the moment of a request, and for where its deletion met an order's workflow. */
export async function mirrorOf(ctx: Ctx) {
  return {
    orders: await ctx.sql`
      select id, updated_at, snapshot_tie, total::text, total_refunded::text, return_status, financial_status, shopify_fulfillment_status, fulfillment_status, shipment_status, tracking, search_text, case when deleted_at is null then workflow_state end as workflow_state, deleted_at is not null as deleted
      from orders where shop = ${ctx.shop} and not withdrawn order by id`,
    lines: await ctx.sql`select order_id, id, sku, quantity from order_line_items l where shop = ${ctx.shop} and exists (select from orders o where o.shop = l.shop and o.id = l.order_id and not o.withdrawn) order by order_id, id`,
    refunds: await ctx.sql`select order_id, id, amount::text, lines, created_at from refunds where shop = ${ctx.shop} order by order_id, id`,
    returns: await ctx.sql`select order_id, shopify_return_id, shopify_status, state from returns where shop = ${ctx.shop} and shopify_return_id is not null order by order_id, shopify_return_id`,
    shipments: await ctx.sql`select order_id, id, status, stage, tracking_number, updated_at, snapshot_tie from shipments where shop = ${ctx.shop} order by order_id, id`,
  };
}
