import { Banner, BlockStack, Button, InlineStack, Modal, ProgressBar, Spinner, Text } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { stateText } from "#app/dashboard/orders/state-text.ts";
import type { TransitionRunDetail } from "#app/domains/order-workflow/schema.ts";
import type { SyncFailure } from "#app/platform/sync.ts";
import { failureTitle } from "#app/ui/failure-title.ts";
import { useRefresher } from "#app/ui/refresh-provider.tsx";
import { t } from "#app/ui/text.ts";
import { uiText } from "#app/ui/ui-text.ts";
import { downloadResults } from "./run-client.ts";
import { RunCounts, RunItems } from "./run-items.tsx";
import { TransitionForm, type TransitionWish } from "./transition-form.tsx";
import { type RunState, useRun } from "./use-run.ts";
import { workflowText as text } from "./workflow-text.ts";

export interface TransitionDialogProps {
  targets: readonly { id: string; name: string }[];
  /** The state that it is about, when that is not to be chosen. */
  toState?: TransitionWish["toState"];
  onClose: () => void;
  /** Called when orders were changed. */
  onChanged?: () => void;
}

/** From this many orders on, what is done so far is shown. */
const progressAbove = 50;
const backgroundAbove = 250;

/** Takes orders to a state: what is wanted, what would happen, how far it is, and what came of it. */
export function TransitionDialog({ targets, toState, onClose, onChanged }: TransitionDialogProps) {
  const refresher = useRefresher();
  const onDone = useCallback(() => {
    refresher.request();
    onChanged?.();
  }, [onChanged, refresher]);
  const { state, plan, apply, back } = useRun(onDone);
  const [wish, setWish] = useState<TransitionWish>({ toState: toState ?? "paid", note: "", dryRun: targets.length > 1 });
  const count = targets.length;
  const name = targets[0]?.name ?? "";
  const submit = () => void plan({ orderIds: targets.map(({ id }) => id), toState: wish.toState, note: wish.note }, wish.dryRun);

  return (
    <Modal
      open
      title={toState ? t(text.titleTo, { count, name, step: stateText.workflow[toState] }) : t(text.title, { count, name })}
      onClose={onClose}
      {...actionsOf(state, { wish, submit, back, onClose, apply })}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {state.failure ? <Refusal failure={state.failure} /> : null}
          {state.stage === "asking" || state.stage === "planning" ? <TransitionForm wish={wish} fixed={toState !== undefined} onWish={setWish} onSubmit={submit} /> : null}
          {state.run ? <RunView state={state} run={state.run} /> : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

interface Controls {
  wish: TransitionWish;
  submit: () => void;
  back: () => void;
  onClose: () => void;
  apply: (run: TransitionRunDetail) => Promise<void>;
}

function actionsOf({ stage, run }: RunState, { wish, submit, back, onClose, apply }: Controls) {
  const close = { content: text.close, onAction: onClose };
  const destructive = wish.toState === "cancelled" || wish.toState === "refunded";
  switch (stage) {
    case "asking":
    case "planning":
      return { primaryAction: { content: wish.dryRun ? text.continue : text.applyNow, onAction: submit, loading: stage === "planning", destructive: destructive && !wish.dryRun }, secondaryActions: [{ content: uiText.cancel, onAction: onClose }] };
    case "planned": {
      const count = run?.counts.apply ?? 0;
      return { primaryAction: { content: t(text.applyPlan, { count }), onAction: () => void (run && apply(run)), disabled: count === 0, destructive }, secondaryActions: [{ content: text.back, onAction: back }, close] };
    }
    case "applying":
      return { secondaryActions: [close] };
    case "done":
      return { primaryAction: close };
  }
}

function RunView({ state: { stage }, run }: { state: RunState; run: TransitionRunDetail }) {
  const { counts } = run;
  const done = counts.applied + counts.skipped + counts.failed;
  if (stage === "applying") {
    return (
      <div role="status" aria-live="polite">
        <BlockStack gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Spinner size="small" />
            <Text as="span">{t(text.progress, { done, count: counts.apply })}</Text>
          </InlineStack>
          {counts.apply > progressAbove ? <ProgressBar progress={(100 * done) / counts.apply} size="small" /> : null}
          {counts.apply > backgroundAbove ? <Text as="p">{text.background}</Text> : null}
        </BlockStack>
      </div>
    );
  }
  return (
    <>
      <Banner tone={toneOf(stage, counts)}>{stage === "planned" ? (counts.apply > 0 ? text.planned : text.nothingToDo) : saidOf(counts)}</Banner>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <RunCounts run={run} />
        <Button variant="plain" onClick={() => void downloadResults(run.id)}>
          {text.download}
        </Button>
      </InlineStack>
      <RunItems run={run} />
    </>
  );
}

function toneOf(stage: RunState["stage"], counts: TransitionRunDetail["counts"]): "info" | "success" | "warning" {
  if (stage === "planned") return "info";
  return counts.skipped + counts.failed > 0 ? "warning" : "success";
}

function saidOf({ applied, skipped, failed }: TransitionRunDetail["counts"]): string {
  const changed = applied > 0 ? t(text.done, { count: applied }) : text.doneNone;
  return skipped + failed > 0 ? `${changed} ${t(text.reported, { count: skipped + failed })}` : changed;
}

function Refusal({ failure }: { failure: SyncFailure }) {
  return <Banner tone="critical">{failureTitle(failure)}</Banner>;
}
