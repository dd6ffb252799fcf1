import type pg from "pg";
import type { Database } from "./ctx.ts";
import { messageOf } from "./errors.ts";
import { logger } from "./logger.server.ts";
import { liveChannel } from "./publish-live.server.ts";

export interface LiveEventRow {
  id: bigint;
  event: string;
  data: unknown;
}

export interface EventsSince {
  events: LiveEventRow[];
  lastEventId: bigint;
  /** False when events after the id given are no longer kept, or are more than a client is told one by one. */
  complete: boolean;
}

interface Subscriber {
  deliver: (event: LiveEventRow) => void;
}

export interface Subscription {
  /** Resolves when it holds; what was published before is to be read after that. */
  since: Promise<void>;
  stop: () => void;
}

export interface LiveHub {
  /** Hands a shop's events to a subscriber as they are published: all that is not there yet when `since` resolves. */
  subscribe: (shop: string, subscriber: Subscriber) => Subscription;
  /** The events of a shop after an id; without one, none, but the id to go on from. */
  eventsSince: (shop: string, since: bigint | undefined) => Promise<EventsSince>;
  close: () => Promise<void>;
}

const reconnectMs = 500;
/** Who has missed more of its shop's events than this reads everything anew; minutes of an ordinary shop are far fewer. */
export const mostCaughtUp = 5_000;

interface Channel {
  subscribers: Set<Subscriber>;
  /** The last event that was handed out. */
  lastId: bigint;
  /** Resolves when it is known from which event on this hands out. */
  since: Promise<void>;
  reading: Promise<void>;
}

/** Listens for live events on behalf of all clients of this process, with one connection. */
export async function openLiveHub(database: Database, pool: pg.Pool): Promise<LiveHub> {
  const channels = new Map<string, Channel>();
  let closed = false;
  let connection: pg.PoolClient | undefined;

  const readOn = (shop: string, channel: Channel) => {
    channel.reading = channel.reading.then(async () => {
      const rows = await database.system<LiveEventRow>`select id, event, data from live_events where shop = ${shop} and id > ${channel.lastId} order by id`;
      for (const row of rows) {
        channel.lastId = row.id;
        for (const subscriber of channel.subscribers) subscriber.deliver(row);
      }
    });
    channel.reading = channel.reading.catch((error) => logger.warn({ error: messageOf(error) }, "live events could not be read; the next ones bring them along"));
  };

  /** Listens until that connection is lost, and then with another. */
  const listen = async () => {
    if (closed) return;
    let client: pg.PoolClient | undefined;
    let over = false;
    // A connection that breaks may say so twice: by itself, and by the statement that it was about to run.
    const lost = (error: unknown) => {
      if (over || closed) return;
      over = true;
      client?.release(true);
      connection = undefined;
      logger.warn({ error: messageOf(error) }, "cannot listen for live events; trying again");
      setTimeout(() => void listen(), reconnectMs);
    };
    try {
      client = await pool.connect();
      connection = client;
      client.on("notification", ({ payload: shop = "" }) => {
        const channel = channels.get(shop);
        if (channel) readOn(shop, channel);
      });
      client.on("error", lost);
      await client.query(`listen ${liveChannel}`);
      // What was published while nobody listened.
      for (const [shop, channel] of channels) readOn(shop, channel);
    } catch (error) {
      lost(error);
    }
  };
  await listen();

  return {
    subscribe: (shop, subscriber) => {
      const channel = channels.get(shop) ?? openChannel(database);
      channels.set(shop, channel);
      channel.subscribers.add(subscriber);
      return {
        since: channel.since,
        stop: () => {
          channel.subscribers.delete(subscriber);
          if (channel.subscribers.size === 0 && channels.get(shop) === channel) channels.delete(shop);
        },
      };
    },
    eventsSince: (shop, since) => eventsSince(database, shop, since),
    close: async () => {
      closed = true;
      connection?.release(true);
    },
  };
}

function openChannel(database: Database): Channel {
  const channel: Channel = { subscribers: new Set(), lastId: 0n, since: Promise.resolve(), reading: Promise.resolve() };
  channel.since = newestId(database).then((id) => void (channel.lastId = id));
  // Without that, whoever subscribes is told; what was published since is handed out all the same.
  channel.reading = channel.since.catch(() => {});
  return channel;
}

/** The newest event that can be read. The sequence may be ahead of it: its next event is not committed yet. */
async function newestId(database: Database): Promise<bigint> {
  const [row] = await database.system<{ id: bigint }>`select coalesce(max(id), 0) as id from live_events`;
  return row?.id ?? 0n;
}

async function eventsSince(database: Database, shop: string, since: bigint | undefined): Promise<EventsSince> {
  const newest = await newestId(database);
  if (since === undefined) return { events: [], lastEventId: newest, complete: true };
  const [kept] = await database.system<{ oldest: bigint | null }>`select min(id) as oldest from live_events`;
  // Ids are given out one after the other over all shops, and forgotten oldest first.
  const complete = since === newest || (since < newest && kept?.oldest !== undefined && kept.oldest !== null && since >= kept.oldest - 1n);
  if (!complete) return { events: [], lastEventId: newest, complete: false };
  const events = await database.system<LiveEventRow>`select id, event, data from live_events where shop = ${shop} and id > ${since} order by id limit ${mostCaughtUp + 1}`;
  if (events.length > mostCaughtUp) return { events: [], lastEventId: newest, complete: false };
  return { events, lastEventId: events.at(-1)?.id ?? (since > newest ? since : newest), complete: true };
}
