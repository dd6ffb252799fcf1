/** Runs tasks with a limit for each key, such as a destination, in the order in which they came. */
export interface Lanes {
  run: (key: string, task: () => Promise<void>) => void;
  /** How many are running or waiting. */
  readonly size: number;
  /** The keys for which so many tasks wait that they need no more. */
  busy: () => string[];
  /** Resolves when no more than so many are left, or after so many milliseconds. */
  until: (most: number, patienceMs?: number) => Promise<void>;
  /** Resolves when none is left; throws the first error of a task. */
  finish: () => Promise<void>;
}

interface Lane {
  running: number;
  waiting: (() => Promise<void>)[];
}

/** More than so many times its width need not wait in a lane. */
const enough = 3;

/** Lanes in each of which so many tasks run at once. */
export function openLanes(width: number): Lanes {
  const lanes = new Map<string, Lane>();
  const failed: unknown[] = [];
  let size = 0;
  let wanted: { most: number; resolve: () => void } | undefined;
  const until: Lanes["until"] = async (most, patienceMs) => {
    if (size <= most) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = patienceMs === undefined ? undefined : setTimeout(resolve, patienceMs);
    wanted = { most, resolve };
    await promise;
    wanted = undefined;
    clearTimeout(timer);
  };

  const next = (key: string, lane: Lane) => {
    const task = lane.running < width ? lane.waiting.shift() : undefined;
    if (!task) return;
    lane.running += 1;
    void task()
      .catch((error: unknown) => failed.push(error))
      .finally(() => {
        lane.running -= 1;
        size -= 1;
        next(key, lane);
        if (lane.running === 0) lanes.delete(key);
        if (wanted && size <= wanted.most) wanted.resolve();
      });
  };
  return {
    run: (key, task) => {
      const lane = lanes.get(key) ?? { running: 0, waiting: [] };
      lanes.set(key, lane);
      lane.waiting.push(task);
      size += 1;
      next(key, lane);
    },
    get size() {
      return size;
    },
    busy: () => [...lanes].flatMap(([key, { waiting }]) => (waiting.length >= width * enough ? [key] : [])),
    until,
    finish: async () => {
      await until(0);
      if (failed.length > 0) throw failed[0];
    },
  };
}
