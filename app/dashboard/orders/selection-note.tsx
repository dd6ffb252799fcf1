import { Banner, Box, Button, InlineStack, Spinner, Text } from "@shopify/polaris";
import { actionText } from "#app/dashboard/actions/action-text.ts";
import { orderActions, whyNot } from "#app/dashboard/actions/order-actions.ts";
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
  const refusals = counts.total === 0 ? [] : orderActions.flatMap((action) => whyNot(action, viewer, targets) ?? []);
  const isShown = counts.total > 0 || finding !== undefined || progress !== undefined;

  return (
    <div role="status" aria-live="polite">
      {isShown ? (
        <Box paddingBlock="150" paddingInline="300" background="bg-surface-secondary" borderBlockEndWidth="025" borderColor="border">
          <InlineStack gap="200" blockAlign="center">
            {finding !== undefined || progress ? <Spinner size="small" /> : null}
            <Text as="span" variant="bodySm">
              {[...sentences({ counts, finding, isMatching, total }), ...(progress ? [t(actionText.progress, progress)] : []), ...new Set(refusals)].join(" · ")}
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
          <Banner tone="warning">{t(text.failed, { status: String(failure.status), message: failure.message })}</Banner>
        </Box>
      ) : null}
    </div>
  );
}

function sentences({ counts, finding, isMatching, total }: Pick<OrderSelection, "counts" | "finding" | "isMatching"> & { total: string }): string[] {
  if (finding !== undefined) return [t(text.fetching, { done: finding })];
  if (counts.total === 0) return [];
  if (isMatching) return [counts.total >= mostSelected ? t(text.firstSelected, { count: counts.total, total }) : t(text.allSelected, { count: counts.total })];
  return [t(text.selected, { count: counts.total }), ...(counts.elsewhere > 0 ? [t(text.elsewhere, { count: counts.elsewhere })] : [])];
}
