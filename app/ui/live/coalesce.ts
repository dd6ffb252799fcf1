export interface Coalescer {
  /** Asks for a run; many requests become one. */
  request: () => void;
  stop: () => void;
}

/**
 * Folds requests together: the first runs at once, those of the next `gapMs` become one run at their end, and none starts while
 * `isBusy` says that the last is still under way.
 */
export function coalesce(gapMs: number, run: () => void, isBusy: () => boolean): Coalescer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;

  const settle = () => {
    timer = undefined;
    if (!waiting) return;
    if (isBusy()) {
      timer = setTimeout(settle, gapMs);
      return;
    }
    waiting = false;
    run();
    timer = setTimeout(settle, gapMs);
  };
  return {
    request: () => {
      waiting = true;
      if (timer === undefined) settle();
    },
    stop: () => clearTimeout(timer),
  };
}
