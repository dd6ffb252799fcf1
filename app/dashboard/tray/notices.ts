import { AlertItem, DataGap } from "#app/domains/alerts/schema.ts";
import type { LiveEvent } from "#app/ui/live/live-connection.ts";
import { isRecord } from "#app/platform/records.ts";

/** Something that has begun or ended: an alert, or a gap in what the app knows. */
export interface Notice {
  id: string;
  /** The title of an alert; undefined for a gap, which has a kind alone. */
  title: string | undefined;
  kind: string;
  orderId: string | undefined;
  change: "opened" | "closed";
  at: string;
  unread: boolean;
}

const mostKept = 50;

/** The notices of what is open when a page is opened: nobody has to be told of those. */
export function noticesOf(alerts: readonly AlertItem[], gaps: readonly DataGap[]): Notice[] {
  const notices = [...alerts.map((alert) => noticeOfAlert(alert, "opened", false)), ...gaps.map((gap) => noticeOfGap(gap, "opened", gap.since, false))];
  return newestFirst(notices);
}

/** The notice that an event of the stream makes; undefined for one that makes none. */
export function noticeOf({ event, data }: LiveEvent, now: Date): Notice | undefined {
  if (!isRecord(data)) return undefined;
  const change = data["change"] === "closed" ? "closed" : "opened";
  const alert = event === "alert" ? AlertItem.safeParse(data["alert"]) : undefined;
  if (alert?.success) return noticeOfAlert(alert.data, change, true);
  const gap = event === "data_gap" ? DataGap.safeParse(data["dataGap"]) : undefined;
  return gap?.success ? noticeOfGap(gap.data, change, change === "opened" ? gap.data.since : now.toISOString(), true) : undefined;
}

/** The notices with another before them; what it is about has one notice only, its latest. */
export function withNotice(notices: readonly Notice[], notice: Notice): Notice[] {
  return [notice, ...notices.filter(({ id }) => id !== notice.id)].slice(0, mostKept);
}

/** The notices with those that are open by now; what was told meanwhile stays as it was told. */
export function withOpen(notices: readonly Notice[], open: readonly Notice[]): Notice[] {
  const known = new Set(notices.map(({ id }) => id));
  return newestFirst([...notices, ...open.filter(({ id }) => !known.has(id))]);
}

function newestFirst(notices: readonly Notice[]): Notice[] {
  return notices.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, mostKept);
}

function noticeOfAlert({ id, kind, title, orderId, openedAt, closedAt }: AlertItem, change: Notice["change"], unread: boolean): Notice {
  return { id, kind, title, orderId, change, at: closedAt ?? openedAt, unread };
}

function noticeOfGap({ id, kind }: DataGap, change: Notice["change"], at: string, unread: boolean): Notice {
  return { id, kind, title: undefined, orderId: undefined, change, at, unread };
}
