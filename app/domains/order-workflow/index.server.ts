export { followShopify } from "./follow-shopify.server.ts";
export { moveOrder } from "./move-order.server.ts";
export { settleOrder } from "./settle-order.server.ts";
