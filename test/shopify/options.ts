import { fileURLToPath } from "node:url";

/** What a local Shopify may be told when it starts; everything has a default. */
export interface LocalShopifyOptions {
  /** 0 picks a free one. */
  port: number;
  /** The address to listen at: this machine alone, as its control endpoints sign whatever they are given. */
  host: string;
  /** Where its state is kept; without one it lives in memory and ends with it. */
  dataDir: string | undefined;
  appUrl: string;
  apiKey: string;
  apiSecret: string;
  /** The `shopify.app.toml` that names the webhook subscriptions and the access scopes. */
  appToml: string;
  /** The seed that sample orders and products are made from. */
  seed: number;
  /** Whether the shops are on the Plus plan, which alone may do some things. */
  plus: boolean;
  /** The app's leaky bucket in each shop: its size and what flows back in a second. */
  throttle: { maximumAvailable: number; restoreRate: number };
  /** How much faster than on Shopify webhook retries come: at 60, four hours take four minutes. */
  webhookTimeScale: number;
  webhookTimeoutMs: number;
  /** How many deliveries may be under way at once. */
  webhookConcurrency: number;
  /** Seconds that an expiring offline token, and an online one, live. */
  offlineTokenSeconds: number;
  onlineTokenSeconds: number;
  sessionTokenSeconds: number;
  /** Whether a used refresh token stays good until its replacement is used, as it does on Shopify; the default is the harder case. */
  retainRefreshTokens: boolean;
  /** The clock, in milliseconds. */
  now: () => number;
}

export const defaults: LocalShopifyOptions = {
  port: 0,
  host: "127.0.0.1",
  dataDir: undefined,
  appUrl: "http://localhost:3000",
  apiKey: "local-api-key",
  apiSecret: "local-api-secret",
  appToml: fileURLToPath(new URL("../../shopify.app.toml", import.meta.url)),
  seed: 1,
  plus: false,
  throttle: { maximumAvailable: 2000, restoreRate: 100 },
  webhookTimeScale: 60,
  webhookTimeoutMs: 5000,
  webhookConcurrency: 20,
  offlineTokenSeconds: 3600,
  onlineTokenSeconds: 86_400,
  sessionTokenSeconds: 60,
  retainRefreshTokens: false,
  now: Date.now,
};
