import { Banner, Box, Button, InlineStack, Spinner, Text } from "@shopify/polaris";
import { actionText } from "#app/dashboard/actions/action-text.ts";
import { orderActions, whyNot } from "#app/dashboard/actions/order-actions.ts";
import { failureTitle } from "#app/ui/failure-title.ts";
import { useFrame } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { listText } from "./list-text.ts";
import { mostSelected } from "./selection.ts";
import type { OrderSelection } from "./use-selection.ts";

const text = listText.selection;

export interface SelectionNoteProps {
  selection: OrderSelection;
  /** How many orders match, in words that say when there are more. */
  total: string;
  /** Of several orders under way, how many are done. */
  progress: { done: number; count: number } | undefined;
}

/** Says exactly what is selected, also what is not in sight, and why an action is off. Screen readers hear it. */
export function SelectionNote({ selection, total, progress }: SelectionNoteProps) {
  const { viewer } = useFrame();
  const { counts, finding, isMatching, failure, targets } = selection;
  const refusals = counts.total === 0 ? [] : refusalsOf(viewer, targets);
  const sentences = [...selectionSentences({ counts, finding, isMatching, total }), ...(progress ? [t(actionText.progress, progress)] : []), ...refusals].join(" · ");
  // The table's own bar counts what is in sight: a line that repeats it would only move the rows under the pointer.
  const saysMore = counts.elsewhere > 0 || isMatching || refusals.length > 0 || finding !== undefined || progress !== undefined;

  return (
    <div role="status" aria-live="polite">
      {saysMore ? null : (
        <Text as="span" visuallyHidden>
          {sentences}
        </Text>
      )}
      {saysMore ? (
        <Box paddingBlock="150" paddingInline="300" background="bg-surface-secondary" borderBlockEndWidth="025" borderColor="border">
          <InlineStack gap="200" blockAlign="center">
            {finding !== undefined || progress ? <Spinner size="small" /> : null}
            <Text as="span" variant="bodySm">
              {sentences}
            </Text>
            {counts.total > 0 ? (
              <Button variant="plain" size="micro" onClick={selection.clear}>
                {text.clear}
              </Button>
            ) : null}
          </InlineStack>
        </Box>
      ) : null}
      {failure ? (
        <Box padding="300">
          <Banner tone="warning">{t(text.failed, { reason: failureTitle(failure) })}</Banner>
        </Box>
      ) : null}
    </div>
  );
}

/** Why buttons of the bar are off, which have no room to say so; the actions in its menu do. */
function refusalsOf(viewer: Parameters<typeof whyNot>[1], targets: Parameters<typeof whyNot>[2]): string[] {
  const reasons = orderActions.map((action) => ({ action, reason: whyNot(action, viewer, targets) }));
  const [first] = reasons;
  if (first?.reason !== undefined && reasons.every(({ reason }) => reason === first.reason)) return [first.reason];
  return reasons.flatMap(({ action, reason }) => (action.promoted && reason !== undefined ? [t(text.off, { action: action.label, reason })] : []));
}

function selectionSentences({ counts, finding, isMatching, total }: Pick<OrderSelection, "counts" | "finding" | "isMatching"> & { total: string }): string[] {
  if (finding !== undefined) return [t(text.fetching, { done: finding })];
  if (counts.total === 0) return [];
  if (isMatching) return [counts.total >= mostSelected ? t(text.firstSelected, { count: counts.total, total }) : t(text.allSelected, { count: counts.total })];
  return [t(text.selected, { count: counts.total }), ...(counts.elsewhere > 0 ? [t(text.elsewhere, { count: counts.elsewhere })] : [])];
}
