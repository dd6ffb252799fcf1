import type { Database } from "#app/platform/ctx.ts";

interface Held {
  kind: "event" | "job";
  id: string;
  attempts: number;
  diedAt: number;
}

/** Follows what dead workers held until another takes it up. */
export interface Estate {
  /** Notes down what is held right after a kill, while no worker lives. */
  record: () => Promise<void>;
  /**
   * Waits until all of it was taken up; gives how much there was and the longest that any of it waited: of all, though others
   * were killed meanwhile who would have taken it up, and of what the last to die left to one that lived on.
   */
  settle: () => Promise<{ events: number; jobs: number; longestSeconds: number; lastSeconds: number }>;
}

/** How often it looks. */
const everyMs = 200;

export function watchEstate(database: Database): Estate {
  const counts = { events: 0, jobs: 0 };
  let open: Held[] = [];
  let lastDeath = 0;
  const longestMs = { all: 0, last: 0 };
  let looking = Promise.resolve();

  const look = async () => {
    const asked = open;
    const waiting = new Set((await stillWaiting(database, asked)).map(({ kind, id }) => `${kind} ${id}`));
    for (const { diedAt } of asked) {
      const waited = performance.now() - diedAt;
      longestMs.all = Math.max(longestMs.all, waited);
      if (diedAt === lastDeath) longestMs.last = Math.max(longestMs.last, waited);
    }
    open = open.filter((held) => !asked.includes(held) || waiting.has(`${held.kind} ${held.id}`));
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, everyMs);
  return {
    record: async () => {
      const found = await heldNow(database);
      lastDeath = performance.now();
      longestMs.last = 0;
      const known = new Set(open.map(({ kind, id, attempts }) => `${kind} ${id} ${attempts}`));
      const fresh = found.filter(({ kind, id, attempts }) => !known.has(`${kind} ${id} ${attempts}`)).map((held) => ({ ...held, diedAt: lastDeath }));
      counts.events += fresh.filter(({ kind }) => kind === "event").length;
      counts.jobs += fresh.filter(({ kind }) => kind === "job").length;
      open = [...open, ...fresh];
    },
    settle: async () => {
      while (open.length > 0) await (looking = looking.then(look));
      clearInterval(timer);
      await looking;
      return { ...counts, longestSeconds: longestMs.all / 1000, lastSeconds: longestMs.last / 1000 };
    },
  };
}

/** A job without a key was asked for once more while it was held: its successor waits already, and is free. */
function heldNow(database: Database) {
  return database.system<Omit<Held, "diedAt">>`
    select 'event' as kind, id::text, attempts from outbox_events where leased_by is not null and status = 'PENDING'
    union all select 'job', id::text, attempts from graphile_worker._private_jobs where locked_by is not null and key is not null`;
}

/** Whoever takes one up counts another attempt; a job that is asked for once more loses its key to its successor. */
function stillWaiting(database: Database, held: readonly Held[]) {
  const of = (wanted: Held["kind"]) => {
    const list = held.filter(({ kind }) => kind === wanted);
    return { ids: list.map(({ id }) => id), attempts: list.map(({ attempts }) => attempts) };
  };
  const [events, jobs] = [of("event"), of("job")];
  return database.system<Pick<Held, "kind" | "id">>`
    select 'event' as kind, o.id::text from outbox_events o join unnest(${events.ids}::uuid[], ${events.attempts}::int[]) h(id, attempts) on o.id = h.id and o.attempts = h.attempts where o.status = 'PENDING'
    union all select 'job', j.id::text from graphile_worker._private_jobs j join unnest(${jobs.ids}::bigint[], ${jobs.attempts}::int[]) h(id, attempts) on j.id = h.id and j.attempts = h.attempts and j.key is not null`;
}
