export { advanceReturn } from "./advance-return.server.ts";
export { returnDestinations } from "./destinations.server.ts";
export { applyShopifyRefund, followShopifyReturn, type ToldReturn } from "./follow-shopify-return.server.ts";
export { openReturnByTransition } from "./workflow-effects.server.ts";
