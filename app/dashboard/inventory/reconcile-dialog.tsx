import { Banner, BlockStack, List, Text } from "@shopify/polaris";
import type { DriftedProduct, Reconciliation } from "#app/domains/inventory/schema.ts";
import { FormModal } from "#app/ui/form-modal.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { inventoryText } from "./inventory-text.ts";

const text = inventoryText.reconcile;
const mostShown = 20;

export interface ReconcileDialogProps {
  /** What a dry run found. */
  preview: Reconciliation;
  products: readonly DriftedProduct[];
  busy: boolean;
  /** Why it was not corrected. */
  failure: string | undefined;
  onApply: () => void;
  onClose: () => void;
}

/** Shows what a correction would change, before it does. */
export function ReconcileDialog({ preview: { corrected }, products, busy, failure, onApply, onClose }: ReconcileDialogProps) {
  const { number } = useFormats();
  const names = new Map(products.map(({ variantId, title, sku }) => [variantId, [title, sku].filter(Boolean).join(" · ")]));
  const nothing = corrected.length === 0;
  return (
    <FormModal title={text.title} submitLabel={nothing ? text.close : t(text.submit, { count: corrected.length })} loading={busy} onSubmit={nothing ? onClose : onApply} onClose={onClose}>
      <BlockStack gap="300">
        {failure ? <Banner tone="critical">{failure}</Banner> : null}
        <Text as="p">{nothing ? text.nothing : text.body}</Text>
        <List>
          {corrected.slice(0, mostShown).map(({ variantId, from, to }) => (
            <List.Item key={variantId}>{t(text.change, { title: names.get(variantId) || variantId, from: number(from), to: number(to) })}</List.Item>
          ))}
        </List>
        {corrected.length > mostShown ? <Text as="p">{t(inventoryText.drift.more, { count: corrected.length - mostShown })}</Text> : null}
      </BlockStack>
    </FormModal>
  );
}
