import { Banner, BlockStack, FormLayout, InlineStack, InlineError, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { FormModal } from "#app/ui/form-modal.tsx";
import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";
import type { DialogProps } from "./dialogs.ts";
import type { OrderTarget, ReturnableLine, ReturnDraft } from "./drafts.ts";
import { namesOf } from "./names-of.ts";

const text = actionText.returns;

/** Opens a return: of chosen quantities where the order's lines are known, else of everything. */
export function OpenReturnDialog({ targets, draft, onSubmit, onClose }: DialogProps<ReturnDraft>) {
  const [first] = targets;
  const lines = targets.length === 1 ? first?.lines : undefined;
  const [reason, setReason] = useState(draft?.reason ?? "");
  const [note, setNote] = useState(draft?.note ?? "");
  const [quantities, setQuantities] = useState(() => draft?.quantities ?? startingQuantities(lines ?? []));
  const [tried, setTried] = useState(false);
  const nothingChosen = lines !== undefined && Object.values(quantities).every((quantity) => quantity === 0);
  const isRight = reason !== "" && !nothingChosen;
  const submit = () => {
    if (isRight) onSubmit({ action: "returns", step: "open", reason, note, ...(lines ? { quantities } : {}) });
    else setTried(true);
  };

  return (
    <FormModal title={t(text.title, { count: targets.length, name: first?.name ?? "" })} submitLabel={t(text.submit, { count: targets.length })} onSubmit={submit} onClose={onClose}>
      <BlockStack gap="400">
        <Hints targets={targets} />
        {lines ? (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              {text.lines}
            </Text>
            {lines.map((line) => (
              <LineChoice key={line.id} line={line} chosen={quantities[line.id] ?? 0} onChange={(quantity) => setQuantities({ ...quantities, [line.id]: quantity })} />
            ))}
            {tried && nothingChosen ? <InlineError fieldID="return-lines" message={text.linesMissing} /> : null}
          </BlockStack>
        ) : (
          <Text as="p">{t(text.wholeOrder, { count: targets.length })}</Text>
        )}
        <FormLayout>
          <Select
            label={text.reason}
            options={[{ label: "", value: "" }, ...Object.values(text.reasons).map((words) => ({ label: words, value: words }))]}
            value={reason}
            onChange={setReason}
            error={tried && reason === "" ? text.reasonMissing : undefined}
            requiredIndicator
          />
          <TextField label={text.note} value={note} onChange={setNote} multiline={2} maxLength={5000} autoComplete="off" />
        </FormLayout>
      </BlockStack>
    </FormModal>
  );
}

function LineChoice({ line: { title, quantity }, chosen, onChange }: { line: ReturnableLine; chosen: number; onChange: (quantity: number) => void }) {
  const options = Array.from({ length: quantity + 1 }, (_, count) => ({ label: String(count), value: String(count) }));
  return (
    <InlineStack align="space-between" blockAlign="center" gap="300" wrap={false}>
      <span className="break-anywhere">
        <Text as="span">{title}</Text>
      </span>
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        <Select label={t(text.quantity, { title })} labelHidden options={options} value={String(chosen)} onChange={(value) => onChange(Number(value))} />
        <Text as="span" tone="subdued">
          {t(text.ofQuantity, { count: quantity })}
        </Text>
      </InlineStack>
    </InlineStack>
  );
}

/** What is worth knowing of these orders before returns are opened. */
function Hints({ targets }: { targets: readonly OrderTarget[] }) {
  const open = targets.filter(({ hasOpenReturn }) => hasOpenReturn);
  const notShipped = targets.some(({ fulfillmentStatus }) => fulfillmentStatus === "unfulfilled");
  return (
    <>
      {open.length > 0 ? <Banner tone="warning">{t(text.hasOpen, { count: open.length, names: namesOf(open) })}</Banner> : null}
      {notShipped ? <Banner tone="warning">{t(text.notShipped, { count: targets.length })}</Banner> : null}
    </>
  );
}

/** The only thing that could come back does; of several, staff say which. */
function startingQuantities(lines: readonly ReturnableLine[]): Record<string, number> {
  return Object.fromEntries(lines.map(({ id, quantity }) => [id, lines.length === 1 && quantity === 1 ? 1 : 0]));
}
