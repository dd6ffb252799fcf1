import { useState } from "react";
import { v4 as uuid } from "uuid";
import { mayBeDone, type SyncFailure } from "#app/platform/sync.ts";
import { submit } from "./ask-app.ts";

export interface Attempt {
  /** What the next sending is done once for. */
  key: string;
  running: boolean;
  failure: SyncFailure | undefined;
  /** Sends a body to one of the app's own routes, and gives its answer; undefined when it had no success, which `failure` then tells. */
  send: (path: string, body: object) => Promise<Record<string, unknown> | undefined>;
}

/** Something that is done once, however often it is sent: what may have been done keeps its key, and what was refused gets another. */
export function useAttempt(): Attempt {
  const [key, setKey] = useState(() => uuid());
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<SyncFailure>();
  const send: Attempt["send"] = async (path, body) => {
    setRunning(true);
    const sent = await submit(path, { idempotencyKey: key, body });
    setRunning(false);
    setFailure(sent.ok ? undefined : sent.failure);
    if (sent.ok || !mayBeDone(sent.failure)) setKey(uuid());
    return sent.ok ? sent.answer : undefined;
  };
  return { key, running, failure, send };
}
