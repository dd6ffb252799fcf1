export interface Refresher {
  /** Asks for the page's data to be loaded again. `onLoaded` is called when data are there whose loading began after this call. */
  request: (onLoaded?: () => void) => void;
  /** Told what the router does, whenever that may have changed. */
  observe: (state: "idle" | "loading") => void;
  isBusy: () => boolean;
  stop: () => void;
}

/** After so long a load that was never seen to begin is taken to be over. */
const unseenMs = 1_000;

/**
 * One load at a time: what is asked for meanwhile is loaded once more afterwards. The router alone would break the first one off,
 * and begin anew with every request.
 */
export function createRefresher(revalidate: () => void): Refresher {
  let loading: (() => void)[] | undefined;
  let waiting: (() => void)[] | undefined;
  let seen = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const start = (callbacks: (() => void)[]) => {
    loading = callbacks;
    waiting = undefined;
    seen = false;
    timer = setTimeout(() => seen || finish(), unseenMs);
    revalidate();
  };
  const finish = () => {
    clearTimeout(timer);
    const done = loading ?? [];
    loading = undefined;
    for (const callback of done) callback();
    if (waiting) start(waiting);
  };
  return {
    request: (onLoaded) => {
      const callbacks = onLoaded ? [onLoaded] : [];
      if (loading) waiting = [...(waiting ?? []), ...callbacks];
      else start(callbacks);
    },
    observe: (state) => {
      if (!loading) return;
      if (state === "loading") seen = true;
      else if (seen) finish();
    },
    isBusy: () => loading !== undefined,
    stop: () => clearTimeout(timer),
  };
}
