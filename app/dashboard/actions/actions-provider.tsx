import { useAppBridge } from "@shopify/app-bridge-react";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useReducer, useState } from "react";
import { v4 as uuid } from "uuid";
import type { OrderRow } from "#app/domains/orders/schema.ts";
import { useRefresher } from "#app/ui/refresh-provider.tsx";
import { ActionDialog } from "./action-dialog.tsx";
import { actionText } from "./action-text.ts";
import type { OpenDialog } from "./dialogs.ts";
import type { Draft, OrderTarget } from "./drafts.ts";
import type { ReturnFeedRow } from "#app/domains/returns/return-feed.ts";
import { patched, patchedReturn } from "./patches.ts";
import { type OrderRequest, requestsFor } from "./requests.ts";
import { type RunResult, runRequests } from "./run-requests.ts";
import { sendRequest } from "./send-request.ts";
import { actionsReducer, type ActionsState, type FailedSubmission, idle, patchesOf } from "./submissions.ts";

interface OrdersActions {
  /** Whom orders can be given to without typing. */
  assignees: readonly string[];
  state: ActionsState;
  openDialog: (dialog: OpenDialog) => void;
  submit: (draft: Draft, targets: readonly OrderTarget[], onDone?: () => void) => void;
  retry: (failed: FailedSubmission) => void;
  dismiss: () => void;
}

const ActionsContext = createContext<OrdersActions | undefined>(undefined);

export interface ActionsProviderProps {
  assignees: readonly string[];
  supportAssignee: string;
  children: ReactNode;
}

/** Lets the pages inside it act on orders. It outlives them: an answer that comes when the page has changed is still shown. */
export function ActionsProvider({ assignees, supportAssignee, children }: ActionsProviderProps) {
  const shopify = useAppBridge();
  const [state, dispatch] = useReducer(actionsReducer, idle);
  const [dialog, setDialog] = useState<OpenDialog>();
  const refresher = useRefresher();

  const run = useCallback(
    async (draft: Draft, requests: readonly OrderRequest[], onDone?: () => void) => {
      const id = uuid();
      dispatch({ type: "submitted", id, draft, targets: requests.flatMap(({ targets }) => targets) });
      const result = await runRequests(requests, sendRequest, (done) => dispatch({ type: "progressed", id, done }));
      dispatch({ type: "settled", id, done: result.done, updatedOrders: result.updatedOrders, failed: failedSubmission(draft, result) });
      if (result.message !== undefined) shopify.toast.show(result.message || actionText[draft.action].done);
      if (!result.failed) onDone?.();
      refresher.request(() => dispatch({ type: "reloaded", id }));
    },
    [refresher, shopify],
  );

  const actions = useMemo<OrdersActions>(
    () => ({
      assignees,
      state,
      openDialog: setDialog,
      submit: (draft, targets, onDone) => void run(draft, requestsFor(draft, targets, uuid), onDone),
      retry: ({ draft, requests }) => void run(draft, requests),
      dismiss: () => dispatch({ type: "dismissed" }),
    }),
    [assignees, run, state],
  );
  return (
    <ActionsContext.Provider value={actions}>
      {children}
      {dialog ? <ActionDialog dialog={dialog} assignees={assignees} supportAssignee={supportAssignee} onSubmit={(draft) => actions.submit(draft, dialog.targets, dialog.onDone)} onClose={() => setDialog(undefined)} /> : null}
    </ActionsContext.Provider>
  );
}

/** What staff can do to orders from here. */
export function useOrdersActions(): OrdersActions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("useOrdersActions() is for pages inside <ActionsProvider>.");
  return actions;
}

/** Orders as they are to be shown: with what is under way laid over what was loaded. */
export function usePatched(): <Row extends OrderRow>(row: Row) => Row {
  const { state } = useOrdersActions();
  return useCallback((row) => patched(row, patchesOf(state, row.id)), [state]);
}

/** The same for the rows of the returns board. */
export function usePatchedReturn(): (row: ReturnFeedRow) => ReturnFeedRow {
  const { state } = useOrdersActions();
  return useCallback((row) => patchedReturn(row, patchesOf(state, row.order_id ?? row.order_number ?? "")), [state]);
}

function failedSubmission(draft: Draft, { failed, done }: RunResult): FailedSubmission | undefined {
  return failed && { draft, ...failed, targets: failed.requests.flatMap(({ targets }) => targets), doneBefore: done.length };
}
