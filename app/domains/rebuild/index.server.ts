export { compareMirrors, type Mirror, type MirrorDifference, type MirrorRow, readMirror } from "./mirror-rows.server.ts";
export { replayEvent } from "./replay-event.server.ts";
