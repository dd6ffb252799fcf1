import { type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { adminApiRoutes } from "./admin-api/endpoint.ts";
import { GraphqlExecutor } from "./admin-api/execute.ts";
import { adminPageRoutes } from "./admin-page/routes.ts";
import { bulkRoutes } from "./bulk/routes.ts";
import { BulkRunner } from "./bulk/runner.ts";
import { controlRoutes } from "./control/routes.ts";
import { createRouter } from "./http/router.ts";
import { oauthRoutes } from "./oauth/endpoint.ts";
import { defaults, type LocalShopifyOptions } from "./options.ts";
import { furnishStores } from "./samples/stores.ts";
import { World } from "./state/world.ts";
import { WebhookSender } from "./webhooks/sender.ts";

/** A running local Shopify. */
export interface LocalShopify {
  /** `http://localhost:4000`, without a slash at its end. */
  url: string;
  /** Everything it knows, for tests in the same process. */
  world: World;
  /** Resolves when no webhook is under way or due within the given time. */
  settled: (withinMs?: number) => Promise<void>;
  /** Stops listening, lets what is under way end, and closes the state. */
  stop: () => Promise<void>;
}

/** Starts a Shopify with two stores. Rejects when the port is in use; resolves once it answers. */
export async function startLocalShopify(options: Partial<LocalShopifyOptions> = {}): Promise<LocalShopify> {
  const world = new World({ ...defaults, ...options });
  furnishStores(world);
  const sender = new WebhookSender(world);
  const wake = () => sender.wake();
  const executor = new GraphqlExecutor(world, wake);
  const runner = new BulkRunner(world, wake);
  const server = createRouter([
    ...adminApiRoutes(world, executor),
    ...oauthRoutes(world, wake),
    ...controlRoutes({ world, executor, sender }),
    ...bulkRoutes(world, runner),
    ...adminPageRoutes(world),
  ]);
  try {
    world.url = await listen(server, world.options);
  } catch (error) {
    await runner.stop();
    world.db.close();
    throw error;
  }
  sender.wake();
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await Promise.all([sender.stop(), runner.stop()]);
    world.db.close();
  };
  return { url: world.url, world, settled: (withinMs) => sender.settled(withinMs), stop };
}

function listen(server: Server, { port, host }: LocalShopifyOptions): Promise<string> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, () => {
      const { port: actual } = server.address() as AddressInfo;
      done(`http://localhost:${actual}`);
    });
  });
}
