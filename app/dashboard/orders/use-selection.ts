import { useCallback, useMemo, useRef, useState } from "react";
import type { OrderTarget } from "#app/dashboard/actions/drafts.ts";
import type { SyncFailure } from "#app/platform/sync.ts";
import { RequestFailed } from "#app/ui/request-failed.ts";
import { fetchTargets } from "./fetch-targets.ts";
import { findMatching } from "./find-matching.ts";
import { queryOf } from "./list-view.ts";
import { countsOf, mostSelected, nothing, type Selection, type SelectionCounts, targetsOf, withOrders } from "./selection.ts";

export interface OrderSelection {
  has: (id: string) => boolean;
  counts: SelectionCounts;
  targets: OrderTarget[];
  set: (targets: readonly OrderTarget[], selected: boolean) => void;
  clear: () => void;
  /** Selects the orders that match now, on all pages, up to the most that can be selected. */
  selectMatching: () => Promise<void>;
  /** How many have been found so far, while they are looked up. */
  finding: number | undefined;
  /** True when the selection is what `selectMatching` found. */
  isMatching: boolean;
  failure: SyncFailure | undefined;
}

/** The selection of the list. It belongs to a tab and its filters, `scope`, and stays while their pages are turned. */
export function useSelection(page: readonly OrderTarget[], scope: string): OrderSelection {
  const [state, setState] = useState<{ scope: string; selection: Selection; isMatching: boolean }>({ scope, selection: nothing, isMatching: false });
  const [finding, setFinding] = useState<number>();
  const [failure, setFailure] = useState<SyncFailure>();
  const search = useRef(0);
  const { selection, isMatching } = state.scope === scope ? state : { selection: nothing, isMatching: false };

  const put = useCallback(
    (next: Selection, matching: boolean) => {
      search.current += 1;
      setFinding(undefined);
      setFailure(undefined);
      setState({ scope, selection: next, isMatching: matching });
    },
    [scope],
  );

  const selectMatching = useCallback(async () => {
    search.current += 1;
    const mine = search.current;
    setFinding(0);
    setFailure(undefined);
    const params = queryOf(new URLSearchParams(scope));
    const report = (found: number) => {
      if (mine === search.current) setFinding(found);
    };
    const answer = await findMatching((cursor) => fetchTargets(params, cursor), mostSelected, report).then(
      (targets) => ({ targets }),
      (error: unknown) => ({ failure: failureOfFetch(error) }),
    );
    // A selection that was changed meanwhile stands.
    if (mine !== search.current) return;
    if ("targets" in answer) put(withOrders(nothing, answer.targets, true), true);
    else {
      setFinding(undefined);
      setFailure(answer.failure);
    }
  }, [put, scope]);

  return useMemo(
    () => ({
      has: (id) => selection.has(id),
      counts: countsOf(selection, page),
      targets: targetsOf(selection, page),
      set: (targets, selected) => put(withOrders(selection, targets, selected), false),
      clear: () => put(nothing, false),
      selectMatching,
      finding,
      isMatching,
      failure,
    }),
    [failure, finding, isMatching, page, put, selectMatching, selection],
  );
}

function failureOfFetch(error: unknown): SyncFailure {
  return error instanceof RequestFailed ? error.failure : { status: 0, message: String(error), errors: [] };
}
