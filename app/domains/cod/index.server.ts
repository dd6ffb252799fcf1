export { captureCod } from "./capture-cod.server.ts";
export { settleCodAccount } from "./cod-account.server.ts";
export { refundCod } from "./refund-cod.server.ts";
export { codTopics } from "./topics.server.ts";
