import { type Route } from "../http/router.ts";
import { type World } from "../state/world.ts";

export function bulkRoutes(_world: World): Route[] {
  return [];
}
