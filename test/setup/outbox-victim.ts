// A worker that sends what waits in the outbox and is killed as soon as Shopify has answered a certain call, before it has told anybody.
import { openDatabase } from "#app/db.server.ts";
import { systemContext } from "#app/platform/ctx.ts";
import { dispatchOutbox } from "#app/platform/dispatch-outbox.server.ts";
import { type AdminApi, setAdminApi } from "#app/platform/shopify/admin-api.ts";
import { adminClient } from "#app/platform/shopify/admin-client.server.ts";
import { configureShopify } from "#app/platform/shopify/connection.server.ts";
import { registerDomains } from "#app/registry.server.ts";

const { DATABASE_URL: url = "", SHOPIFY_ORIGIN: origin = "", ACCESS_TOKEN: token = "", KILL_AFTER: fatal = "" } = process.env;

registerDomains();
configureShopify({ apiKey: "local-api-key", apiSecret: "local-api-secret", apiVersion: "2026-10", origin });
setAdminApi(async (_ctx, shop) => mortal(adminClient(shop, token)));

function mortal(api: AdminApi): AdminApi {
  return {
    run: async (operation, variables) => {
      const answer = await api.run(operation, variables);
      if (operation.name === fatal) process.kill(process.pid, "SIGKILL");
      return answer;
    },
  };
}

const database = openDatabase({ url, poolSize: 4 });
for (let round = 0; round < 20; round += 1) await dispatchOutbox(systemContext(database, "victim", new Date()));
await database.close();
