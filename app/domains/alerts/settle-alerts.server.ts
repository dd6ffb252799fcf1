import { v7 as uuid } from "uuid";
import { tellFlow } from "#app/domains/flow/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { signal } from "#app/platform/live.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { AlertItem } from "./schema.ts";

export type AlertKind = AlertItem["kind"];
export type AlertSeverity = AlertItem["severity"];

/** A kind of alert, and, where an order may have several of one kind, what the alert is about: `delayed:unscanned`. */
export type AlertKey = AlertKind | `${AlertKind}:${string}`;

export interface WantedAlert {
  severity: AlertSeverity;
  /** For staff, without customers' data. */
  title: string;
}

interface AlertRow {
  id: string;
  kind: AlertKind;
  severity: AlertSeverity;
  title: string;
  opened_at: Date;
  closed_at: Date | null;
}

export type WantedAlerts = { [Key in AlertKey]?: WantedAlert | undefined };

/** What alerts are about: a subject of its own, such as `variant:42`, with the order to look at, if there is one. */
export interface AlertSubject {
  subject: string;
  orderId: bigint | null;
}

/**
 * Opens and closes an order's alerts so that, of the keys named, exactly those with a value are open. A key that is not named
 * is left alone; an alert that is open already stays as it is. Open dashboards hear of every change.
 */
export function settleAlerts(tx: Tx, orderId: bigint, wanted: WantedAlerts): Promise<void> {
  return settleAlertsAbout(tx, { subject: `order:${orderId}`, orderId }, wanted);
}

/** The same, for alerts that are about something else than an order. */
export async function settleAlertsAbout(tx: Tx, about: AlertSubject, wanted: WantedAlerts): Promise<void> {
  const { orderId } = about;
  const open = await tx.sql<{ kind: string; subject: string }>`
    select kind, subject from alerts where shop = ${tx.shop} and closed_at is null and (subject = ${about.subject} or order_id = ${orderId})`;
  const isOpen = new Set(open.map(({ kind, subject }) => `${kind} ${subject}`));

  for (const [key, alert] of Object.entries(wanted)) {
    const [kind, part] = key.split(":");
    const subject = part === undefined ? about.subject : `${about.subject}:${part}`;
    if (alert && !isOpen.has(`${kind} ${subject}`)) {
      const rows = await tx.sql<AlertRow>`
        insert into alerts (shop, id, kind, severity, order_id, subject, title, opened_at)
        values (${tx.shop}, ${uuid()}, ${kind}, ${alert.severity}, ${orderId}, ${subject}, ${alert.title}, ${tx.now})
        on conflict (shop, kind, subject) where closed_at is null do nothing
        returning id, kind, severity, title, opened_at, closed_at`;
      await tell(tx, orderId, "opened", rows);
    }
    if (!alert && isOpen.has(`${kind} ${subject}`)) {
      const rows = await tx.sql<AlertRow>`
        update alerts set closed_at = ${tx.now} where shop = ${tx.shop} and kind = ${kind} and subject = ${subject} and closed_at is null
        returning id, kind, severity, title, opened_at, closed_at`;
      await tell(tx, orderId, "closed", rows);
    }
  }
}

async function tell(tx: Tx, orderId: bigint | null, change: "opened" | "closed", rows: AlertRow[]): Promise<void> {
  for (const { id, kind, severity, title, opened_at, closed_at } of rows) {
    const alert = { id, kind, severity, ...(orderId === null ? {} : { orderId: toGid("Order", orderId) }), title, openedAt: opened_at.toISOString(), closedAt: closed_at?.toISOString() ?? null };
    await signal(tx, { event: "alert", data: { change, alert } });
    if (change === "opened" && orderId !== null) await tellFlow(tx, "alert-opened", { orderId, fields: { Kind: kind, Severity: severity, Title: title } });
  }
}
