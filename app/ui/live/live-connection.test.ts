import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectLive, type LiveEvent, type LiveStatus, type StreamHandlers } from "./live-connection.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A connection on a network that the test plays. */
function setUp({ poll = () => Promise.resolve({ events: [], lastEventId: "9" }) }: { poll?: () => Promise<{ events: LiveEvent[]; lastEventId: string }> } = {}) {
  const streams: { since: string | undefined; handlers: StreamHandlers; closed: boolean }[] = [];
  const statuses: LiveStatus[] = [];
  const events: string[] = [];
  let gaps = 0;
  const polls = vi.fn(poll);
  const connection = connectLive(
    {
      open: (since, handlers) => {
        const stream = { since, handlers, closed: false };
        streams.push(stream);
        return () => void (stream.closed = true);
      },
      poll: polls,
    },
    { onStatus: (status) => statuses.push(status), onEvent: ({ event }) => events.push(event), onGap: () => void (gaps += 1) },
  );
  return { connection, streams, statuses, events, polls, gaps: () => gaps, latest: () => streams.at(-1)!.handlers };
}

const event = (id: string): LiveEvent => ({ id, event: "refresh", data: {} });

test("is live when the stream opens, and hands its events on", () => {
  const { latest, statuses, events } = setUp();

  latest().onOpen();
  latest().onEvent(event("5"));

  expect(statuses).toEqual(["connecting", "live"]);
  expect(events).toEqual(["refresh"]);
});

test("notices within 30 seconds that a stream fell silent, and goes on where it was", () => {
  const { latest, streams, statuses } = setUp();
  latest().onOpen();
  latest().onEvent(event("5"));

  vi.advanceTimersByTime(14_000);
  latest().onSign(); // a heartbeat
  vi.advanceTimersByTime(26_000);
  expect(statuses.at(-1)).toBe("live");
  vi.advanceTimersByTime(2_000);

  expect(statuses.at(-1)).toBe("reconnecting");
  expect(streams[0]?.closed).toBe(true);
  expect(streams[1]?.since).toBe("5");
});

test("polls while the stream cannot be opened, and returns to it", async () => {
  const { latest, statuses, events, polls } = setUp({ poll: () => Promise.resolve({ events: [event("9")], lastEventId: "9" }) });

  latest().onEnd();
  await vi.advanceTimersByTimeAsync(600);
  latest().onEnd(); // the second attempt failed too
  await vi.advanceTimersByTimeAsync(0);
  expect(statuses).toEqual(["connecting", "reconnecting", "polling", "polling"]);
  expect(events).toEqual(["refresh"]);

  await vi.advanceTimersByTimeAsync(5_000);
  latest().onOpen();
  const asked = polls.mock.calls.length;
  await vi.advanceTimersByTimeAsync(20_000);

  expect(statuses.at(-1)).toBe("live");
  expect(polls).toHaveBeenCalledTimes(asked);
});

test("is offline while neither stream nor poll has a proper answer", async () => {
  const { latest, statuses } = setUp({ poll: () => Promise.reject(new Error("HTML")) });

  latest().onEnd();
  await vi.advanceTimersByTimeAsync(600);
  latest().onEnd();
  await vi.advanceTimersByTimeAsync(0);

  expect(statuses.at(-1)).toBe("offline");
});

test("has the page looked at again when nothing answers any more, once, and when something does again", async () => {
  let answers = true;
  const { latest, statuses, gaps } = setUp({ poll: () => (answers ? Promise.resolve({ events: [], lastEventId: "5" }) : Promise.reject(new Error("HTTP 503"))) });
  latest().onOpen();
  latest().onEvent(event("5"));
  const before = gaps();

  answers = false;
  latest().onEnd();
  await vi.advanceTimersByTimeAsync(600);
  latest().onEnd();
  await vi.advanceTimersByTimeAsync(25_000);
  expect(statuses.at(-1)).toBe("offline");
  expect(gaps()).toBe(before + 1);

  answers = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(statuses.at(-1)).toBe("polling");
  expect(gaps()).toBe(before + 2);
});

test("does nothing while it is paused, and reports a gap when it cannot know what it missed", async () => {
  const { connection, latest, streams, statuses, polls, gaps } = setUp();
  latest().onOpen();

  connection.pause();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(streams).toHaveLength(1);
  expect(streams[0]?.closed).toBe(true);
  expect(polls).not.toHaveBeenCalled();
  expect(statuses.at(-1)).toBe("paused");

  const before = gaps();
  connection.resume();
  latest().onOpen();
  expect(gaps()).toBe(before + 1);
});

test("reports a gap when it begins, for what happened since the page was loaded, and none when it goes on after an id", async () => {
  const { latest, gaps } = setUp();

  latest().onOpen();
  expect(gaps()).toBe(1);
  latest().onEvent(event("5"));
  latest().onEnd();
  await vi.advanceTimersByTimeAsync(600);
  latest().onOpen();

  expect(gaps()).toBe(1);
});

test("reports a gap when the server no longer has what came after the last id", () => {
  const { latest, gaps, events } = setUp();

  latest().onOpen();
  const before = gaps();
  latest().onEvent({ id: "80", event: "reset", data: {} });

  expect(gaps()).toBe(before + 1);
  expect(events).toEqual([]);
});

test("does not hammer a server whose streams end as soon as they are open", async () => {
  const { latest, streams } = setUp();

  for (let round = 0; round < 50; round += 1) {
    latest().onOpen();
    latest().onEnd();
    await vi.advanceTimersByTimeAsync(1_000);
  }

  expect(streams.length).toBeLessThan(10);
});
