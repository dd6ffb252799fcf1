import { openDatabase } from "#app/db.server.ts";
import { pollShops } from "#app/domains/polling/index.server.ts";
import { type AdminApi, AdminApiError, setAdminApi } from "#app/platform/shopify/admin-api.ts";
import { adminClient } from "#app/platform/shopify/admin-client.server.ts";
import { configureShopify } from "#app/platform/shopify/connection.server.ts";
import { systemContext } from "#app/platform/ctx.ts";
import { registerDomains } from "#app/registry.server.ts";
import { startLocalShopify } from "#test/shopify/start-local-shopify.ts";
import { withDatabase } from "./harness.ts";
import type { Bench } from "./main.ts";

const shop = "demo.myshopify.com";
/** Half the leaky bucket of a shop on Shopify's standard plan, so that half as many orders are a backlog. */
const throttle = { maximumAvailable: 1_000, restoreRate: 50 };

/** A backlog that no webhook told of, against all that Shopify's bucket gives in the time that the poller takes for it. */
export const bench: Bench = {
  title: "points of Shopify's leaky bucket that the poller uses on a backlog, against those that there are: its content at first, and what flows back",
  run: ({ quick }) =>
    withDatabase(async (url) => {
      const orders = quick ? 2_000 : 6_000;
      const database = openDatabase({ url });
      const shopify = await startLocalShopify({ throttle });
      registerDomains();
      configureShopify({ apiKey: "local-api-key", apiSecret: "local-api-secret", apiVersion: "2026-10", origin: shopify.url });
      const { accessToken } = await (await fetch(`${shopify.url}/_local/access-token?shop=${shop}`)).json();
      const { api, spent } = counted(adminClient(shop, String(accessToken)));
      setAdminApi(async () => api);
      await database.system`insert into shops (shop, scopes, installed_at) values (${shop}, '{}', now() - interval '1 hour')`;
      await control(shopify.url, "faults", { dropWebhooks: 1_000_000 });
      await control(shopify.url, "orders", { shop, template: "shipped", count: orders, ageHours: [0.2, 0.5] });

      const started = performance.now();
      await pollShops(systemContext(database, "bench", new Date()));
      const seconds = (performance.now() - started) / 1000;

      const [read] = await database.system<{ count: number }>`select count(*)::int as count from events_processed where topic = 'poller.order'`;
      const given = throttle.maximumAvailable + seconds * throttle.restoreRate;
      console.log(`  ${read?.count} orders read in ${seconds.toFixed(0)} s, ${spent.calls} calls, ${spent.throttled} of them refused as too many`);
      console.log(`  ${Math.round(spent.points).toLocaleString("en")} points used of ${Math.round(given).toLocaleString("en")}`);
      console.log(`  ratio ${(spent.points / given).toFixed(2)}   target: >= 0.9\n`);
      await shopify.stop();
      await database.close();
    }),
};

function counted(inner: AdminApi) {
  const spent = { points: 0, calls: 0, throttled: 0 };
  const api: AdminApi = {
    run: async (operation, variables) => {
      spent.calls += 1;
      try {
        const answer = await inner.run(operation, variables);
        spent.points += answer.cost?.actual ?? 0;
        return answer;
      } catch (error) {
        if (error instanceof AdminApiError && error.kind === "throttled") spent.throttled += 1;
        throw error;
      }
    },
  };
  return { api, spent };
}

async function control(url: string, path: string, body: object): Promise<void> {
  const answer = await fetch(`${url}/_local/${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`/_local/${path} answered ${answer.status}`);
}
