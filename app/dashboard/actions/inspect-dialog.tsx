import { BlockStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { FormModal } from "#app/ui/form-modal.tsx";
import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";
import type { DialogProps } from "./dialogs.ts";
import type { ReturnDraft } from "./drafts.ts";
import { InspectionFields } from "./inspection-fields.tsx";
import { stepText } from "./return-steps.ts";

/** Says that the goods have arrived, and what they are like. */
export function InspectDialog({ targets, draft, onSubmit, onClose }: DialogProps<ReturnDraft> & { draft: ReturnDraft }) {
  const [items, setItems] = useState(draft.items ?? []);
  const [note, setNote] = useState(draft.note);
  const { label, title, effect } = stepText(draft.step);

  return (
    <FormModal title={t(title, { name: targets[0]?.name ?? "" })} submitLabel={label} onSubmit={() => onSubmit({ ...draft, note, items })} onClose={onClose}>
      <BlockStack gap="400">
        <Text as="p">{effect}</Text>
        <InspectionFields items={items} onChange={setItems} />
        <TextField label={actionText.step.note} value={note} onChange={setNote} multiline={2} maxLength={5000} autoComplete="off" />
      </BlockStack>
    </FormModal>
  );
}
