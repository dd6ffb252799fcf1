export { checkShop } from "./check-shop.server.ts";
export { compareMirrors, type Mirror, type MirrorDifference, readMirror } from "./mirror-rows.server.ts";
export { replayEvent } from "./replay-event.server.ts";
