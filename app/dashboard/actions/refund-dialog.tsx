import { Banner, BlockStack, Box, InlineStack, SkeletonBodyText, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { RefundPreview } from "#app/domains/returns/refund-preview.ts";
import { compareAmounts, type Money } from "#app/platform/money.ts";
import { FormModal } from "#app/ui/form-modal.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";
import type { DialogProps } from "./dialogs.ts";
import type { ReturnDraft } from "./drafts.ts";
import { InspectionFields } from "./inspection-fields.tsx";
import { stepText } from "./return-steps.ts";
import { type PreviewState, useRefundPreview } from "./use-refund-preview.ts";

const text = actionText.refund;

/** Approves a refund: what came back, what that supports, and how much of it is given back. */
export function RefundDialog({ targets, draft, onSubmit, onClose }: DialogProps<ReturnDraft> & { draft: ReturnDraft }) {
  const { money } = useFormats();
  const [items, setItems] = useState(draft.items ?? []);
  const [amount, setAmount] = useState(draft.refundAmount ?? "");
  const [note, setNote] = useState(draft.note);
  const state = useRefundPreview(targets[0]?.id ?? "", draft.returnId, items);
  const supported = state !== "loading" && "preview" in state ? state.preview.supported : undefined;
  const problem = supported && problemOf(amount, supported.amount, money(supported));
  const { label, title, effect } = stepText(draft.step);

  return (
    <FormModal
      title={t(title, { name: targets[0]?.name ?? "" })}
      submitLabel={supported ? submitLabel(problem === undefined ? { ...supported, amount: amount.trim() || supported.amount } : undefined, money) : label}
      blocked={!supported || problem !== undefined}
      onSubmit={() => onSubmit({ ...draft, note, items, refundAmount: amount })}
      onClose={onClose}
    >
      <BlockStack gap="400">
        <Text as="p">{effect}</Text>
        <InspectionFields items={items} onChange={setItems} />
        <Preview state={state} />
        <TextField label={text.amount} value={amount} onChange={setAmount} placeholder={supported?.amount} suffix={supported?.currencyCode} error={problem} helpText={text.amountHelp} inputMode="decimal" autoComplete="off" maxLength={20} />
        <TextField label={actionText.step.note} value={note} onChange={setNote} multiline={2} maxLength={5000} autoComplete="off" />
      </BlockStack>
    </FormModal>
  );
}

function submitLabel(refund: Money | undefined, money: (value: Money) => string): string {
  if (refund && Number(refund.amount) === 0) return text.submitNothing;
  return t(text.submit, { amount: refund ? money(refund) : "" }).trim();
}

/** What is wrong with an amount as it is typed; nothing typed stands for all that is supported. */
function problemOf(amount: string, supported: string, most: string): string | undefined {
  const typed = amount.trim();
  if (typed === "") return undefined;
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(typed)) return text.amountWrong;
  return compareAmounts(typed, supported) > 0 ? t(text.amountTooLarge, { most }) : undefined;
}

function Preview({ state }: { state: PreviewState }) {
  if (state === "loading") return <SkeletonBodyText lines={3} />;
  if ("failure" in state) return <Banner tone="critical" title={state.failure.message} />;
  return <Sums preview={state.preview} />;
}

function Sums({ preview: { value, fees, supported, left, limitedBy } }: { preview: RefundPreview }) {
  const { money } = useFormats();
  const rows = [
    { label: text.value, amount: money(value) },
    ...(Number(fees.amount) > 0 ? [{ label: text.fees, amount: `−${money(fees)}` }] : []),
    { label: text.left, amount: money(left) },
  ];
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" padding="300">
      <BlockStack gap="150">
        {rows.map(({ label, amount }) => (
          <InlineStack key={label} align="space-between">
            <Text as="span" tone="subdued">
              {label}
            </Text>
            <Text as="span" numeric>
              {amount}
            </Text>
          </InlineStack>
        ))}
        <InlineStack align="space-between">
          <Text as="span" fontWeight="semibold">
            {text.supported}
          </Text>
          <Text as="span" numeric fontWeight="semibold">
            {money(supported)}
          </Text>
        </InlineStack>
        <Text as="p" variant="bodySm" tone="subdued">
          {limitedBy === "captured" ? text.byCaptured : text.byInspection}
        </Text>
      </BlockStack>
    </Box>
  );
}
