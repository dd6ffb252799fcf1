import { useAppBridge } from "@shopify/app-bridge-react";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { isRecord } from "#app/platform/records.ts";
import { useRefresher } from "#app/ui/refresh-provider.tsx";
import { coalesce } from "./coalesce.ts";
import { httpTransport } from "./http-transport.ts";
import { connectLive, type LiveEvent, type LiveStatus } from "./live-connection.ts";

/** Which orders have changed; `everything` when it is not known, or when too many have. */
export type Change = { orderIds: readonly string[] } | "everything";

interface Live {
  status: LiveStatus;
  subscribe: (hear: (change: Change) => void) => () => void;
  listen: (hear: (event: LiveEvent) => void) => () => void;
}

const LiveContext = createContext<Live>({ status: "connecting", subscribe: () => () => {}, listen: () => () => {} });

/** Keeps the pages inside it informed of changes in the shop's orders while somebody looks at them; `address` is where those are told. */
export function LiveProvider({ address, children }: { address: string; children: ReactNode }) {
  const shopify = useAppBridge();
  const [status, setStatus] = useState<LiveStatus>("connecting");
  const hearers = useRef(new Set<(change: Change) => void>());
  const listeners = useRef(new Set<(event: LiveEvent) => void>());

  useEffect(() => {
    const tell = (change: Change) => {
      for (const hear of hearers.current) hear(change);
    };
    const connection = connectLive(httpTransport(address, () => shopify.idToken()), {
      onStatus: setStatus,
      onEvent: (event) => {
        tell(changeOf(event.data));
        for (const hear of listeners.current) hear(event);
      },
      onGap: () => tell("everything"),
    });
    const follow = () => (document.visibilityState === "hidden" ? connection.pause() : connection.resume());
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      connection.stop();
    };
  }, [address, shopify]);

  const live = useMemo(
    () => ({
      status,
      subscribe: (hear: (change: Change) => void) => {
        hearers.current.add(hear);
        return () => void hearers.current.delete(hear);
      },
      listen: (hear: (event: LiveEvent) => void) => {
        listeners.current.add(hear);
        return () => void listeners.current.delete(hear);
      },
    }),
    [status],
  );
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

/** How the page is kept informed at the moment. */
export function useLiveStatus(): LiveStatus {
  return useContext(LiveContext).status;
}

/** Hears every event of the stream, or of the polling that stands in for it. */
export function useLiveEvents(hear: (event: LiveEvent) => void): void {
  const { listen } = useContext(LiveContext);
  useEffect(() => listen(hear), [hear, listen]);
}

const refreshEveryMs = 2_000;

/**
 * Loads the page's data again when something has changed that concerns it, at most every two seconds. Selection, scroll, focus
 * and open dialogs stay: they are state of components, which a revalidation leaves alone.
 */
export function useLiveRefresh(concerns: (change: Change) => boolean = () => true): void {
  const { subscribe } = useContext(LiveContext);
  const refresher = useRefresher();
  const current = useRef(concerns);
  useEffect(() => {
    current.current = concerns;
  });

  useEffect(() => {
    const refresh = coalesce(refreshEveryMs, refresher.request, refresher.isBusy);
    const unsubscribe = subscribe((change) => {
      if (current.current(change)) refresh.request();
    });
    return () => {
      unsubscribe();
      refresh.stop();
    };
  }, [refresher, subscribe]);
}

/** A server folds many changes into one event and names at most so many orders. */
const mostNamed = 250;

function changeOf(data: unknown): Change {
  if (!isRecord(data)) return "everything";
  const ids = data["orderIds"];
  if (Array.isArray(ids)) return ids.length < mostNamed ? { orderIds: ids.map(String) } : "everything";
  const alert = data["alert"];
  const orderId = isRecord(alert) ? alert["orderId"] : undefined;
  return typeof orderId === "string" ? { orderIds: [orderId] } : "everything";
}
