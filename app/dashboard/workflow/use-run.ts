import { useCallback, useEffect, useRef, useState } from "react";
import type { TransitionRunDetail } from "#app/domains/order-workflow/schema.ts";
import type { SyncFailure } from "#app/platform/sync.ts";
import { RequestFailed } from "#app/ui/request-failed.ts";
import { applyRun, planRun, readRun, type RunWish } from "./run-client.ts";

export type RunStage = "asking" | "planning" | "planned" | "applying" | "done";

export interface RunState {
  stage: RunStage;
  run?: TransitionRunDetail;
  failure?: SyncFailure;
}

/** How often a run that is being applied is looked at. */
const lookEveryMs = 700;

/** Drives one run: its plan, its application, and how far that is. `onDone` is called once, when all of it has been applied. */
export function useRun(onDone: () => void) {
  const [state, setState] = useState<RunState>({ stage: "asking" });
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => void (isOpen.current = false);
  }, []);

  /** A dialog that was closed meanwhile shows nothing any more. */
  const put = useCallback((next: RunState | ((before: RunState) => RunState)) => {
    if (isOpen.current) setState(next);
  }, []);
  const guarded = useCallback(
    async (work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof RequestFailed)) throw error;
        put(({ run }) => ({ stage: run ? "planned" : "asking", ...(run ? { run } : {}), failure: error.failure }));
      }
    },
    [put],
  );

  const apply = useCallback(
    (planned: TransitionRunDetail) =>
      guarded(async () => {
        put({ stage: "applying", run: planned });
        const applying = applyRun(planned.id);
        // While the request of a smaller run is under way, and after that of a larger one: how far is it?
        let run: TransitionRunDetail | undefined;
        const settled = applying.then((answer) => (run = answer));
        while (!run || run.status === "running") {
          await Promise.race([wait(lookEveryMs), ...(run ? [] : [settled])]);
          if (run?.status === "done") break;
          const seen = await readRun(planned.id);
          put({ stage: "applying", run: seen });
          if (run) run = seen;
          if (!isOpen.current) break;
        }
        put({ stage: "done", run: run ?? (await applying) });
        onDone();
      }),
    [guarded, onDone, put],
  );
  const plan = useCallback(
    (wish: RunWish, dryRun: boolean) =>
      guarded(async () => {
        put({ stage: "planning" });
        const run = await planRun(wish);
        if (dryRun || run.counts.apply === 0) put({ stage: "planned", run });
        else await apply(run);
      }),
    [apply, guarded, put],
  );
  return { state, plan, apply, back: () => setState({ stage: "asking" }) };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
