import { v7 as uuid } from "uuid";
import { type Database, systemContext, type SystemCtx } from "#app/platform/ctx.ts";
import { type Arrival, type Receipt, receiveArrivals } from "./receive-arrivals.server.ts";

/** Takes one arrival; resolves when it is durable, with undefined when its shop has not installed the app. */
export type Collector = (arrival: Arrival) => Promise<Receipt | undefined>;

interface Waiting {
  arrival: Arrival;
  resolve: (receipt: Receipt | undefined) => void;
  reject: (error: unknown) => void;
}

const largestBatch = 128;
const batchesAtOnce = 2;

/**
 * Commits arrivals together that meet: while batches are on their way to the disk, what arrives gathers for the next. Under
 * load that is several times the rate of a commit each, without load it waits for nothing. An arrival whose sibling is on its
 * way waits for it, so that the later of both sees the other.
 */
export function collectArrivals(database: Database, clock: () => Date): Collector {
  let waiting: Waiting[] = [];
  const underWay = new Set<Waiting[]>();
  let scheduled = false;

  const takeBatch = (): Waiting[] => {
    const busy = new Set([...underWay].flatMap((batch) => batch.flatMap(({ arrival }) => siblingsOf(arrival) ?? [])));
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    for (const one of waiting) (batch.length < largestBatch && !busy.has(siblingsOf(one.arrival) ?? "") ? batch : left).push(one);
    waiting = left;
    return batch;
  };
  const schedule = () => {
    if (scheduled || underWay.size >= batchesAtOnce || waiting.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      const batch = takeBatch();
      if (batch.length === 0) return;
      underWay.add(batch);
      void store(systemContext(database, uuid(), clock()), batch).finally(() => {
        underWay.delete(batch);
        schedule();
      });
      schedule();
    });
  };
  return (arrival) =>
    new Promise((resolve, reject) => {
      waiting.push({ arrival, resolve, reject });
      schedule();
    });
}

/** What deliveries of one merchant action to one topic have in common. */
function siblingsOf({ shop, topic, eventGroup }: Arrival): string | undefined {
  return eventGroup === undefined ? undefined : `${shop}\n${topic}\n${eventGroup}`;
}

async function store(ctx: SystemCtx, batch: Waiting[]): Promise<void> {
  try {
    const receipts = await receiveArrivals(ctx, batch.map(({ arrival }) => arrival));
    batch.forEach(({ resolve }, index) => resolve(receipts[index]));
  } catch (error) {
    // One arrival that the database does not take must not keep the others out. When it is away, none of them can get in.
    if (batch.length > 1 && isRefusal(error)) await Promise.all(batch.map((single) => store(ctx, [single])));
    else for (const { reject } of batch) reject(error);
  }
}

/** Whether PostgreSQL looked at the statement and would not have its data: classes 22, 23 and 54 of its error codes. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && /^(22|23|54)/.test(String(Reflect.get(error, "code")));
}
