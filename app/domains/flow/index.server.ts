export { flowDestination, type FlowNews, type FlowTriggerHandle, tellFlow } from "./tell-flow.server.ts";
