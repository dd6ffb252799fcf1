import type { Ctx } from "#app/platform/ctx.ts";
import { type Part, part } from "#app/platform/sql.ts";
import type { Tab } from "../schema.ts";

/**
 * The tabs whose orders are counted while they change; a tab's place here is its bit in `order_changes` and its place in
 * `order_counts`, as the database's `order_tabs` numbers them. `mine` is another for every caller: it is counted by assignee.
 */
export const countedTabs = ["all", "unfulfilled", "unassigned", "urgent", "tracking_pending", "delayed", "returns", "support", "cod", "closed"] as const satisfies readonly Tab[];
export type CountedTab = (typeof countedTabs)[number];

export function isCounted(tab: Tab): tab is CountedTab {
  return countedTabs.some((counted) => counted === tab);
}

/** What has been folded into a shop's counts, and what has not yet. */
export interface Ledger {
  counts: readonly number[] | null;
  version: number;
  /** How many of the version's changes were not of an order. */
  notices: number;
  /** How many orders are assigned to the caller. */
  mine: number;
  /** Changes by the tabs before and after: how many of each there are, how many were not of an order, and how many more orders they made the caller's. */
  pending: readonly (readonly [before: number, after: number, times: number, notices: number, mine: number])[] | null;
}

/**
 * The Ledger of the shop as JSON, for who is assigned to under the names `me`: a scalar subquery, so that it is of the snapshot
 * of the statement that it is part of.
 */
export function ledgerJson(ctx: Ctx, me: readonly string[]): Part {
  return part`(
    select json_build_object('counts', c.counts, 'version', coalesce(c.version, 0), 'notices', coalesce(c.notices, 0),
      'mine', (select coalesce(sum(count), 0) from order_assignee_counts where shop = ${ctx.shop} and assignee = any(${me}::text[])),
      'pending', (
        select json_agg(json_build_array(p.before, p.after, p.times, p.notices, p.mine)) from (
          select before, after, count(*) as times, count(*) filter (where order_id is null) as notices,
            count(*) filter (where assignee_after = any(${me}::text[])) - count(*) filter (where assignee_before = any(${me}::text[])) as mine
          from order_changes where shop = ${ctx.shop} group by before, after) p))
    from (values (1)) one left join order_counts c on c.shop = ${ctx.shop})`;
}

/** How many orders each tab has, exactly, in the ledger's snapshot. */
export function tabCountsOf({ counts, pending }: Pick<Ledger, "counts" | "pending">): Record<CountedTab, number> {
  const of = (tab: CountedTab) => {
    const bit = countedTabs.indexOf(tab);
    return (pending ?? []).reduce((count, [before, after, times]) => count + times * (((after >> bit) & 1) - ((before >> bit) & 1)), counts?.[bit] ?? 0);
  };
  return {
    all: of("all"),
    unfulfilled: of("unfulfilled"),
    unassigned: of("unassigned"),
    urgent: of("urgent"),
    tracking_pending: of("tracking_pending"),
    delayed: of("delayed"),
    returns: of("returns"),
    support: of("support"),
    cod: of("cod"),
    closed: of("closed"),
  };
}

/** How many orders are the caller's, exactly, in the ledger's snapshot. */
export function mineOf({ mine, pending }: Ledger): number {
  return (pending ?? []).reduce((count, [, , , , more]) => count + more, mine);
}

/**
 * The version of a shop's list. It grows with every change, in whatever order they commit: two snapshots of the same version
 * see the same orders, alerts and gaps.
 */
export function versionOf({ version, pending }: Ledger): number {
  return version + pendingOf({ pending });
}

/** The version of what comes with every page of the shop's list: it grows with changes of alerts and gaps alone. */
export function noticesVersionOf({ notices, pending }: Ledger): number {
  return (pending ?? []).reduce((version, [, , , more]) => version + more, notices);
}

/** How many changes wait to be folded in. */
export function pendingOf({ pending }: Pick<Ledger, "pending">): number {
  return (pending ?? []).reduce((sum, [, , times]) => sum + times, 0);
}
