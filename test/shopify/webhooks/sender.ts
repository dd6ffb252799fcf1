import { type Delivery } from "../state/deliveries-table.ts";
import { type World } from "../state/world.ts";
import { signBody, webhookHeaders } from "./sign.ts";

/** Seconds between the attempts of one delivery: eight retries over four hours. */
const retryAfter = [10, 60, 300, 600, 1200, 2400, 3600, 6230];
const keptDeliveries = 50_000;

/** Sends what waits in the deliveries table: many at once, in no particular order, again when an app does not say 2xx. */
export class WebhookSender {
  readonly #world: World;
  readonly #underWay = new Map<number, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #sent = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Starts all that is due; called after every change. */
  wake() {
    if (this.#stopped) return;
    const { deliveries, options } = this.#world;
    const free = options.webhookConcurrency - this.#underWay.size;
    const due = free > 0 ? deliveries.due(Date.now(), free, new Set(this.#underWay.keys())) : [];
    for (const delivery of due) {
      const attempt = this.#attempt(delivery).finally(() => {
        this.#underWay.delete(delivery.id);
        this.wake();
      });
      this.#underWay.set(delivery.id, attempt);
    }
    if (this.#underWay.size < options.webhookConcurrency) this.#wakeLater();
  }

  /** Resolves when nothing is under way and no delivery is due within the given time; retries later than that are not waited for. */
  async settled(withinMs = 0) {
    for (;;) {
      this.wake();
      if (this.#underWay.size > 0) await Promise.race(this.#underWay.values());
      else if (this.#world.deliveries.waiting(Date.now() + withinMs) === 0) return;
      else await new Promise((done) => setTimeout(done, 5));
    }
  }

  /** Lets the attempts that are under way end; what still waits is sent after the next start. */
  async stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await Promise.allSettled(this.#underWay.values());
  }

  #wakeLater() {
    clearTimeout(this.#timer);
    const next = this.#world.deliveries.nextAt(new Set(this.#underWay.keys()));
    if (next === undefined) return;
    this.#timer = setTimeout(() => this.wake(), Math.max(0, Math.min(next - Date.now(), 60_000)));
    this.#timer.unref();
  }

  async #attempt(delivery: Delivery) {
    const { options, deliveries } = this.#world;
    const began = performance.now();
    const { status, error } = await post(delivery, options.apiSecret, options.webhookTimeoutMs);
    const ms = Math.round(performance.now() - began);
    const accepted = status !== null && status >= 200 && status < 300;
    const wait = retryAfter[delivery.attempts];
    const nextAt = accepted || wait === undefined ? null : Date.now() + (wait * 1000) / options.webhookTimeScale;
    deliveries.record(delivery.id, { status, ms, error, nextAt, at: Date.now() });
    if (!accepted && nextAt === null) this.#dropSubscription(delivery);
    if ((this.#sent += 1) % 1000 === 0) deliveries.prune(keptDeliveries);
  }

  /** Shopify removes a subscription made through the API when a delivery to it has failed for good. */
  #dropSubscription({ shop, topic, address }: Delivery) {
    const { documents } = this.#world;
    const subscription = documents.list(shop, "WebhookSubscription").find((each) => each.topic === topic && each.uri === address);
    if (subscription) documents.remove(shop, subscription.id);
  }
}

interface Answer {
  status: number | null;
  error: string | null;
}

/** Posts a delivery once. A redirect is an answer like any other; no answer in time is a failure. */
async function post(delivery: Delivery, secret: string, timeoutMs: number): Promise<Answer> {
  const headers = webhookHeaders({ ...delivery, hmac: signBody(delivery.body, secret) });
  try {
    const response = await fetch(delivery.address, { method: "POST", headers, body: delivery.body, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    await response.arrayBuffer();
    return { status: response.status, error: response.ok ? null : `answered ${response.status}` };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return { status: null, error: cause instanceof Error ? cause.message || cause.name : String(cause) };
  }
}
