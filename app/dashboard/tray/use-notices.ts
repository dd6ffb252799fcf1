import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";
import type { AlertItem, DataGap } from "#app/domains/alerts/schema.ts";
import { useLiveEvents } from "#app/ui/live/live-provider.tsx";
import { type Notice, noticeOf, noticesOf, withNotice, withOpen } from "./notices.ts";

export interface OpenNow {
  alerts: AlertItem[];
  dataGaps: DataGap[];
  failed: boolean;
}

export interface Notices {
  notices: readonly Notice[];
  unread: number;
  failed: boolean;
  markRead: () => void;
}

/** What is open, and what begins and ends while the app is. */
export function useNotices(): Notices {
  const { load, data } = useFetcher<OpenNow>();
  const [told, setTold] = useState<readonly Notice[]>([]);
  useEffect(() => load("/app/alerts"), [load]);
  useLiveEvents(
    useCallback((event) => {
      const notice = noticeOf(event, new Date());
      if (notice) setTold((before) => withNotice(before, notice));
    }, []),
  );
  const notices = withOpen(told, data ? noticesOf(data.alerts, data.dataGaps) : []);
  const markRead = useCallback(() => setTold((before) => before.map((notice) => ({ ...notice, unread: false }))), []);
  return { notices, unread: told.filter(({ unread }) => unread).length, failed: data?.failed ?? false, markRead };
}
