import { resolve } from "node:path";
import process from "node:process";
import { startLocalShopify } from "./start-local-shopify.ts";

const { env } = process;
const port = Number(env.LOCAL_SHOPIFY_PORT ?? 4000);

try {
  const shopify = await startLocalShopify({
    port,
    dataDir: resolve(env.DATA_DIR ?? ".data"),
    appUrl: env.SHOPIFY_APP_URL ?? "http://localhost:3000",
    apiKey: env.SHOPIFY_API_KEY ?? "local-api-key",
    apiSecret: env.SHOPIFY_API_SECRET ?? "local-api-secret",
    ...(env.SHOPIFY_APP_TOML ? { appToml: resolve(env.SHOPIFY_APP_TOML) } : {}),
    webhookTimeScale: Number(env.LOCAL_SHOPIFY_TIME_SCALE ?? 60),
  });
  const stop = () => void shopify.stop().then(() => process.exit(0));
  // Whoever started this is gone: so is the need for it.
  process.once("disconnect", stop);
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.send?.({ ready: true, url: shopify.url });
  console.log(`Local Shopify: ${shopify.url}/store/demo`);
} catch (error) {
  const used = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  console.error(used ? `Port ${port} is in use: stop what listens there, or set LOCAL_SHOPIFY_PORT to another one.` : error);
  process.exit(1);
}
