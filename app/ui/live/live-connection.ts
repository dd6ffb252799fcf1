export type LiveStatus = "connecting" | "live" | "reconnecting" | "polling" | "paused" | "offline";

/** One thing that happened, as the stream or a poll tells it. */
export interface LiveEvent {
  id: string | undefined;
  event: string;
  data: unknown;
}

export interface StreamHandlers {
  onOpen: () => void;
  /** Anything that was heard, also a heartbeat. */
  onSign: () => void;
  onEvent: (event: LiveEvent) => void;
  onEnd: () => void;
}

export interface LiveTransport {
  /** Opens the stream after an id; gives how to close it. `onEnd` comes once, unless it was closed from here. */
  open: (since: string | undefined, handlers: StreamHandlers) => () => void;
  /** Asks for what has happened since an id. Throws when there is no proper answer. */
  poll: (since: string | undefined) => Promise<{ events: LiveEvent[]; lastEventId: string }>;
}

export interface LiveListener {
  onStatus: (status: LiveStatus) => void;
  onEvent: (event: LiveEvent) => void;
  /** Changes may have been missed, or nothing can be had any more: look at everything again. */
  onGap: () => void;
}

export interface LiveConnection {
  pause: () => void;
  resume: () => void;
  stop: () => void;
}

/** The server sends a sign of life every 15 s; a stream that is silent for longer than this is dead. */
const silenceMs = 27_000;
const pollEveryMs = 10_000;
/** Waits before the stream is tried again, one after the other; the last is repeated. */
const retryMs = [500, 5_000, 15_000, 30_000];
/** A stream that broke off sooner than this has not really come back. */
const steadyMs = 5_000;

/**
 * Keeps a page informed: by the stream while it lives, by polling while it does not, and not at all while the page is paused.
 * A stream that fell silent is noticed within 30 seconds, and the stream is tried again for as long as polling goes on.
 */
export function connectLive(transport: LiveTransport, listener: LiveListener): LiveConnection {
  let state: "running" | "paused" | "stopped" = "running";
  let close: (() => void) | undefined;
  let lastEventId: string | undefined;
  let failures = 0;
  let isOpen = false;
  let isAway = false;
  let steady: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setTimeout> | undefined;

  const hear = (event: LiveEvent) => {
    if (event.id) lastEventId = event.id;
    if (event.event === "reset") listener.onGap();
    else listener.onEvent(event);
  };

  const watch = () => {
    clearTimeout(silence);
    silence = setTimeout(lose, silenceMs);
  };

  const open = () => {
    close = transport.open(lastEventId, {
      onOpen: () => {
        isOpen = true;
        clearTimeout(polling);
        steady = setTimeout(() => (failures = 0), steadyMs);
        watch();
        listener.onStatus("live");
        // The server replays what was missed after an id. Without one, something may have happened since the page was loaded.
        if (lastEventId === undefined || isAway) listener.onGap();
        isAway = false;
      },
      onSign: watch,
      onEvent: hear,
      onEnd: lose,
    });
    watch();
  };

  const lose = () => {
    hangUp();
    if (state !== "running") return;
    listener.onStatus(failures === 0 ? "reconnecting" : "polling");
    if (failures > 0) void poll();
    retry = setTimeout(open, retryMs[Math.min(failures, retryMs.length - 1)]);
    failures += 1;
  };

  const poll = async () => {
    clearTimeout(polling);
    try {
      const answer = await transport.poll(lastEventId);
      if (isOver()) return;
      if (lastEventId === undefined || isAway) listener.onGap();
      isAway = false;
      lastEventId = answer.lastEventId;
      listener.onStatus("polling");
      for (const event of answer.events) hear({ ...event, id: undefined });
    } catch {
      // No proper answer: the network is away, or the session is. The next poll tells.
      if (isOver()) return;
      listener.onStatus("offline");
      // So that the page says so as well.
      if (!isAway) listener.onGap();
      isAway = true;
    }
    polling = setTimeout(() => void poll(), pollEveryMs);
  };

  /** While a poll was under way the stream may have come back, or the page may have gone. */
  const isOver = () => state !== "running" || isOpen;

  const hangUp = () => {
    for (const timer of [silence, retry, polling, steady]) clearTimeout(timer);
    isOpen = false;
    const closing = close;
    close = undefined;
    closing?.();
  };

  listener.onStatus("connecting");
  open();
  return {
    pause: () => {
      if (state !== "running") return;
      state = "paused";
      hangUp();
      listener.onStatus("paused");
    },
    resume: () => {
      if (state !== "paused") return;
      state = "running";
      failures = 0;
      listener.onStatus("connecting");
      open();
    },
    stop: () => {
      state = "stopped";
      hangUp();
    },
  };
}
