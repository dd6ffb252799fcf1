export { checkOrder, type Drift } from "./check-order.server.ts";
export { checkShop, type ShopCheck } from "./check-shop.server.ts";
export { compareMirrors, type Mirror, type MirrorDifference, type MirrorRow, readMirror } from "./mirror-rows.server.ts";
export { replayEvent } from "./replay-event.server.ts";
