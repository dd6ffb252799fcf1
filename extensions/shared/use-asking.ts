import { useCallback, useRef, useState } from "preact/hooks";
import { Refusal } from "./ask.ts";

export interface Asking {
  busy: boolean;
  /** The app's own words, when it said no. */
  failure: string | undefined;
  run: (ask: () => Promise<void>) => Promise<void>;
}

/** One request at a time: whether it is under way, and what became of it. */
export function useAsking(unreachable: string): Asking {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const underWay = useRef(false);
  const run = useCallback(
    async (ask: () => Promise<void>) => {
      if (underWay.current) return;
      underWay.current = true;
      setBusy(true);
      setFailure(undefined);
      try {
        await ask();
      } catch (error) {
        setFailure(error instanceof Refusal ? error.message : unreachable);
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
    [unreachable],
  );
  return { busy, failure, run };
}
