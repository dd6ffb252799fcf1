import { useState } from "react";
import type { TimelineItem } from "#app/domains/orders/schema.ts";
import { isRecord } from "#app/platform/records.ts";
import type { SyncFailure } from "#app/platform/sync.ts";
import { load, unreadable } from "#app/ui/ask-app.ts";
import { mergeTimeline, readOnFrom } from "./merge-timeline.ts";

const pageLength = 50;
/** As many entries as come with an order (contract, section 3). */
const firstLength = 10;

export interface Timeline {
  entries: TimelineItem[];
  hasMore: boolean;
  loading: boolean;
  failure: SyncFailure | undefined;
  more: () => Promise<void>;
}

/**
 * An order's timeline: the entries that came with it, fresh with every refresh, and the older ones that were asked for. Where it
 * goes on after the first comes with them, but for an instance of an earlier version.
 */
export function useTimeline(orderId: string, first: readonly TimelineItem[], nextBefore: string | null | undefined): Timeline {
  const [older, setOlder] = useState<{ entries: TimelineItem[]; before: string | null | undefined }>({ entries: [], before: undefined });
  const [loading, setLoading] = useState(false);
  const [failure, setFailure] = useState<SyncFailure>();
  const entries = mergeTimeline(first, older.entries);
  const before = older.before === undefined ? (nextBefore ?? (nextBefore === undefined && entries.length >= firstLength ? readOnFrom(entries) : null)) : older.before;

  const more = async () => {
    setLoading(true);
    setFailure(undefined);
    const answer = await fetchOlder(orderId, before);
    setLoading(false);
    if ("failure" in answer) return setFailure(answer.failure);
    setOlder({ entries: mergeTimeline(older.entries, entries, answer.entries), before: answer.nextBefore });
  };
  return { entries, hasMore: before !== null, loading, failure, more };
}

async function fetchOlder(orderId: string, before: string | null | undefined): Promise<{ entries: TimelineItem[]; nextBefore: string | null } | { failure: SyncFailure }> {
  const query = new URLSearchParams({ limit: String(pageLength), ...(before ? { before } : {}) });
  const asked = await load(`/app/orders/${encodeURIComponent(orderId)}/timeline?${query}`);
  if (!asked.ok) return asked;
  const { timeline, nextBefore } = asked.answer;
  if (!Array.isArray(timeline)) return { failure: unreadable(200) };
  return { entries: timeline.filter(isTimelineItem), nextBefore: typeof nextBefore === "string" ? nextBefore : null };
}

function isTimelineItem(value: unknown): value is TimelineItem {
  return isRecord(value) && typeof value["ts"] === "string" && typeof value["event"] === "string" && isRecord(value["details"]);
}
