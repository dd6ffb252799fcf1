import { v7 as uuid } from "uuid";
import type { Tx } from "#app/platform/ctx.ts";
import { signal } from "#app/platform/live.ts";
import { json } from "#app/platform/sql.ts";

export type DataGapKind = "missing_order" | "missing_tracking" | "poller_failed" | "webhook_gap" | "unresolved_reference";

/** What the app should know and does not, and what that is about: of one kind and subject one gap is open at a time. */
export interface DataGapKey {
  kind: DataGapKind;
  subject: string;
}

interface GapRow {
  id: string;
  kind: DataGapKind;
  details: unknown;
  since: Date;
  closed_at: Date | null;
}

/** Opens a data gap, or brings the details of the open one up to date. Dashboards hear of it when it opens. */
export async function openDataGap(tx: Tx, { kind, subject }: DataGapKey, details: Record<string, unknown>, since: Date = tx.now): Promise<void> {
  const opened = await tx.sql<GapRow>`
    insert into data_gaps (shop, id, kind, subject, details, since) values (${tx.shop}, ${uuid()}, ${kind}, ${subject}, ${json(details)}, ${since})
    on conflict (shop, kind, subject) where closed_at is null do nothing
    returning id, kind, details, since, closed_at`;
  if (opened.length > 0) return tell(tx, "opened", opened);
  await tx.sql`
    update data_gaps set details = ${json(details)} where shop = ${tx.shop} and kind = ${kind} and subject = ${subject} and closed_at is null and details <> ${json(details)}::jsonb`;
}

/** Closes a data gap, if it is open. */
export async function closeDataGap(tx: Tx, { kind, subject }: DataGapKey): Promise<void> {
  const closed = await tx.sql<GapRow>`
    update data_gaps set closed_at = ${tx.now} where shop = ${tx.shop} and kind = ${kind} and subject = ${subject} and closed_at is null
    returning id, kind, details, since, closed_at`;
  await tell(tx, "closed", closed);
}

async function tell(tx: Tx, change: "opened" | "closed", rows: GapRow[]): Promise<void> {
  for (const { id, kind, details, since, closed_at } of rows) {
    await signal(tx, { event: "data_gap", data: { change, dataGap: { id, kind, details, since: since.toISOString(), closedAt: closed_at?.toISOString() ?? null } } });
  }
}
