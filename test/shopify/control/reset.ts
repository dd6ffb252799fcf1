import { furnishStores } from "../samples/stores.ts";
import { noFaults } from "../state/faults.ts";
import { type Control } from "./routes.ts";

/** Makes everything as it was at the very first start: no orders, no installs, no faults. */
export function resetWorld({ world, executor }: Control) {
  world.db.clear();
  world.requests.clear();
  world.flowTriggers.length = 0;
  world.jobs.clear();
  world.faults = noFaults();
  executor.refill();
  furnishStores(world);
  return { reset: true };
}
