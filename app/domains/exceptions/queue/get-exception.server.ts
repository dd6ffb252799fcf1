import { getSettings } from "#app/domains/shops/index.server.ts";
import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { differences } from "./diff.ts";
import { type Exception, inShop, notFound, shopOfException } from "../find-exception.server.ts";
import { mayPatch } from "../decide/governance.ts";
import { rowView } from "./list-exceptions.server.ts";
import { listProposals } from "../decide/list-proposals.server.ts";
import { moneyOfException } from "../decide/money-of-exception.server.ts";
import { payloadOf, type RawRow, rawView } from "./raw-view.ts";
import type { ExceptionDetail } from "../schema.ts";

/** One exception with both sides of a conflict and all that a decision needs. Throws `not_found`. (Contract, section 2.) */
export async function getException(ctx: Ctx, id: string): Promise<ExceptionDetail> {
  return inShop(ctx, await shopOfException(ctx, id), async (tx) => {
    const [exception] = await tx.sql<Exception>`select * from exceptions where shop = ${tx.shop} and id = ${id}`;
    if (!exception) throw notFound();
    const { raw, first, last } = await readArrivals(tx, exception);
    const ledger = await readLedger(tx, exception.idempotency_key);
    const settings = await getSettings(tx);
    return {
      ...rowView(exception),
      reason_details: exception.reason_details,
      raw: rawView(raw),
      first: rawView(first),
      last: rawView(last),
      diff: first.raw_id === last.raw_id ? [] : differences(payloadOf(first) ?? null, payloadOf(last) ?? null),
      events_processed: { idempotency_key: exception.idempotency_key, status: ledger.status, first_seen_at: ledger.first_seen_at.toISOString(), last_seen_at: ledger.last_seen_at.toISOString(), deliveries: ledger.deliveries },
      resolution: resolutionOf(exception),
      source: ledger.source,
      applied_raw_id: ledger.applied_raw_id,
      arrivals: ledger.arrivals,
      money: (await moneyOfException(tx, exception)) ?? null,
      governance: { may_patch: mayPatch(settings, exception.event_type), approval_above: settings.approvalAbove },
      proposals: await listProposals(tx, id),
    };
  });
}

async function readArrivals(tx: Tx, { raw_id, first_raw_id, last_raw_id }: Exception): Promise<Record<"raw" | "first" | "last", RawRow>> {
  const rows = await tx.sql<RawRow>`
    select id as raw_id, source, topic, headers, body, received_at from raw_arrivals
    where shop = ${tx.shop} and id in (${raw_id}, ${first_raw_id}, ${last_raw_id})`;
  const one = (id: string) => {
    const row = rows.find((candidate) => candidate.raw_id === id);
    if (!row) throw notFound();
    return row;
  };
  return { raw: one(raw_id), first: one(first_raw_id), last: one(last_raw_id) };
}

interface LedgerRow {
  source: string;
  status: string;
  first_seen_at: Date;
  last_seen_at: Date;
  deliveries: number;
  applied_raw_id: string | null;
  arrivals: { raw_id: string; received_at: string; event_type: string }[];
}

const mostArrivals = 100;

async function readLedger(tx: Tx, key: string): Promise<LedgerRow> {
  const [ledger] = await tx.sql<LedgerRow>`
    select e.source, e.status, e.first_seen_at, e.last_seen_at, e.deliveries, e.applied_raw_id, (
      select json_agg(json_build_object('raw_id', r.id, 'received_at', to_char(r.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'event_type', r.topic) order by r.id)
      from (select id, received_at, topic from raw_arrivals r where r.shop = e.shop and r.idempotency_key = e.idempotency_key order by r.id limit ${mostArrivals}) r) as arrivals
    from events_processed e where e.shop = ${tx.shop} and e.idempotency_key = ${key}`;
  if (!ledger) throw notFound();
  return ledger;
}

function resolutionOf({ status, action, resolved_by, resolved_by_caller, resolution_notes, canonical_raw_id, override_patch, resolved_at, rule_id }: Exception): ExceptionDetail["resolution"] {
  if (status === "open" || !action || !resolved_at) return null;
  return { action, actor: resolved_by ?? "", caller: resolved_by_caller ?? "", resolution_notes: resolution_notes ?? "", canonical_raw_id, override_patch, resolved_at: resolved_at.toISOString(), rule_id };
}
