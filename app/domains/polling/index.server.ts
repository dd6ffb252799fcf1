export { lastPollerTick } from "./last-tick.server.ts";
