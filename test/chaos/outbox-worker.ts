// A worker that a test kills.
import { openDatabase } from "#app/db.server.ts";
import { configureOutbound } from "#app/platform/public-http.server.ts";
import { setAdminApi } from "#app/platform/shopify/admin-api.ts";
import { adminClient } from "#app/platform/shopify/admin-client.server.ts";
import { configureShopify } from "#app/platform/shopify/connection.server.ts";
import { startWorkerProcess } from "#app/worker.server.ts";

const setting = (name: string) => process.env[name] ?? "";

configureShopify({ apiKey: "local-api-key", apiSecret: "local-api-secret", apiVersion: "2026-10", origin: setting("SHOPIFY_ORIGIN") });
configureOutbound({ allowPrivate: true });
setAdminApi(async (_ctx, shop) => adminClient(shop, setting("ACCESS_TOKEN")));
const seconds = Number(setting("DEAD_AFTER_SECONDS"));
const worker = await startWorkerProcess(openDatabase({ url: setting("DATABASE_URL"), poolSize: 10 }), { concurrency: 10, ...(seconds > 0 ? { deadAfterSeconds: seconds } : {}) });
process.on("SIGTERM", () => void worker.stop().then(() => process.exit(0)));
process.send?.("ready");
