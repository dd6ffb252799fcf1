export { flowDestination, tellFlow } from "./tell-flow.server.ts";
