import { processSettings } from "./process-settings.ts";

/** The names of the places where a process may be told to die, for proving that nothing is lost or done twice when it does. */
export const crashPoints = [
  "webhook.verified",
  "webhook.stored",
  "webhook.compared",
  "event.taken",
  "event.applied",
  "event.marked",
  "event.committed",
  "event.failed",
  "resolve.locked",
  "resolve.withdrawn",
  "resolve.applied",
  "resolve.closed",
  "privacy.batch",
  "outbox.claimed",
  "outbox.sent",
  "outbox.marked",
  "poller.page",
  "poller.kept",
  "backfill.batch",
] as const;
export type CrashPoint = (typeof crashPoints)[number];

const [target, turn = "1"] = (processSettings.crashAt ?? "").split(":");
let turns = 0;

/**
 * Kills this process, at once and without any clean-up, when CRASH_AT names this place: `event.applied`, or `event.applied:3`
 * for the third time that it is passed. Does nothing when CRASH_AT is unset.
 */
export function crashPoint(name: CrashPoint): void {
  if (target !== name) return;
  turns += 1;
  if (turns === Number(turn)) process.kill(process.pid, "SIGKILL");
}
