import { furnishStores } from "../samples/stores.ts";
import { noFaults } from "../state/faults.ts";
import { type World } from "../state/world.ts";
import { type Control } from "./routes.ts";

/**
 * Empties the stores as at the very first start: no orders, no faults, products in stock as they were. An app that is installed
 * stays installed, with its tokens and subscriptions, and no id or order number that it has seen is ever given to something else.
 */
export function resetWorld({ world, executor }: Control) {
  const given = world.db.all("select name, value from counters");
  const subscriptions = subscriptionsOf(world);
  world.db.clear({ except: ["tokens"] });
  world.requests.clear();
  world.flowTriggers.length = 0;
  world.jobs.clear();
  world.faults = noFaults();
  executor.refill();
  furnishStores(world);
  for (const { name, value } of given) world.db.run("insert into counters (name, value) values (?, ?) on conflict do update set value = max(value, excluded.value)", String(name), Number(value));
  for (const { shop, subscription } of subscriptions) world.documents.save(shop, "WebhookSubscription", subscription);
  return { reset: true };
}

function subscriptionsOf(world: World) {
  return [...world.shops.keys()].flatMap((shop) => world.documents.list(shop, "WebhookSubscription").map((subscription) => ({ shop, subscription })));
}
