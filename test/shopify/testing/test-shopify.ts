import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { type LocalShopifyOptions } from "../options.ts";
import { type LocalShopify, startLocalShopify } from "../start-local-shopify.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

// Answers are looked into freely: what is not there fails the assertion.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any;

export interface Answer {
  status: number;
  data: Loose;
  errors: Loose[] | undefined;
  cost: { requestedQueryCost: number; actualQueryCost: number | null; throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number } };
}

interface CallOptions {
  shop?: string;
  token?: string;
  version?: string;
  headers?: Record<string, string>;
}

export const appToml = fileURLToPath(new URL("./shopify.app.toml", import.meta.url));

/** A local Shopify of one test, and an app that takes its webhooks. Both end with the test. */
export class TestShopify {
  readonly shopify: LocalShopify;
  readonly app: Receiver;
  readonly #tokens = new Map<string, string>();

  constructor(shopify: LocalShopify, app: Receiver) {
    this.shopify = shopify;
    this.app = app;
  }

  get url(): string {
    return this.shopify.url;
  }

  /** Calls the Admin API by hand, which may do everything; or as the app, with a token of it. */
  async call(query: string, variables: object = {}, { shop = "demo.myshopify.com", token, version = "2026-10", headers = {} }: CallOptions = {}): Promise<Answer> {
    const accessToken = token ?? (await this.#localToken(shop));
    const response = await fetch(`${this.url}/admin/api/${version}/graphql.json`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": accessToken, ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const body: Loose = await response.json();
    return { status: response.status, data: body.data, errors: body.errors, cost: body.extensions?.cost };
  }

  /** The payload of a mutation that is expected to go well. */
  async mutate(query: string, variables: object = {}, options: CallOptions = {}): Promise<Loose> {
    const { data, errors } = await this.call(query, variables, options);
    if (errors) throw new Error(JSON.stringify(errors));
    const [payload] = Object.values<Loose>(data);
    const problems = payload.userErrors ?? payload.orderCancelUserErrors ?? [];
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    return payload;
  }

  async control(path: string, body?: object): Promise<Loose> {
    const response = await fetch(`${this.url}/_local/${path}`, body ? { method: "POST", body: JSON.stringify(body) } : {});
    const answer: Loose = await response.json();
    if (!response.ok) throw new Error(`${response.status}: ${answer.error}`);
    return answer;
  }

  /** Opens the app once, as a merchant does to install it; gives its token. */
  async install(shop = "demo.myshopify.com", fields: Record<string, string> = {}): Promise<Loose> {
    const { token } = await this.control(`session-token?shop=${shop}&user=owner`);
    const response = await this.tokenRequest({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: token,
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
      ...fields,
    });
    return response.body;
  }

  async tokenRequest(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<{ status: number; body: Loose }> {
    const response = await fetch(`${this.url}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify({ client_id: "local-api-key", client_secret: "local-api-secret", ...fields }),
    });
    return { status: response.status, body: await response.json() };
  }

  /** Makes sample orders that nobody hears of; gives their ids. */
  async orders(template: string, count = 1, more: object = {}): Promise<string[]> {
    const { orders } = await this.control("orders", { shop: "demo", template, count, webhooks: false, ...more });
    return orders;
  }

  async order(template: string, more: object = {}): Promise<string> {
    const [id] = await this.orders(template, 1, more);
    return id!;
  }

  /** Does something, waits for its webhooks, and gives them. */
  async webhooksOf(work: () => Promise<unknown>) {
    await this.shopify.settled();
    const before = this.app.received.length;
    await work();
    await this.shopify.settled();
    return this.app.received.slice(before);
  }

  async #localToken(shop: string): Promise<string> {
    let token = this.#tokens.get(shop);
    if (!token) {
      token = String((await this.control(`access-token?shop=${shop}`)).accessToken);
      this.#tokens.set(shop, token);
    }
    return token;
  }
}

export async function testShopify(options: Partial<LocalShopifyOptions> = {}): Promise<TestShopify> {
  const app = await startReceiver();
  const shopify = await startLocalShopify({ appToml, appUrl: app.url, throttle: { maximumAvailable: 100_000, restoreRate: 100_000 }, ...options });
  onTestFinished(async () => {
    await shopify.stop();
    await app.stop();
  });
  return new TestShopify(shopify, app);
}
