export { captureCod, type CodCapture } from "./capture-cod.server.ts";
export { settleCodAccount } from "./cod-account.server.ts";
export { refundCod, type CodRefund } from "./refund-cod.server.ts";
export { codTopics } from "./topics.server.ts";
