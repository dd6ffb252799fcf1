export { openException, type NewException, type ReasonCode } from "./open-exception.server.ts";
