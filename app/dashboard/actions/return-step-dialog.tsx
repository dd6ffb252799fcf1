import { BlockStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { FormModal } from "#app/ui/form-modal.tsx";
import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";
import type { DialogProps } from "./dialogs.ts";
import type { ReturnDraft } from "./drafts.ts";
import { stepText } from "./return-steps.ts";

/** Takes a return one step on: says what the step means, and takes a note. */
export function ReturnStepDialog({ targets, draft, onSubmit, onClose }: DialogProps<ReturnDraft> & { draft: ReturnDraft }) {
  const [note, setNote] = useState(draft.note);
  const [customerNote, setCustomerNote] = useState(draft.customerNote ?? "");
  const [tried, setTried] = useState(false);
  const { label, title, effect } = stepText(draft.step);
  const needsNote = draft.step === "deny";
  const isRight = !needsNote || note.trim() !== "";

  return (
    <FormModal
      title={t(title, { name: targets[0]?.name ?? "" })}
      submitLabel={label}
      destructive={draft.step === "deny" || draft.step === "cancel"}
      onSubmit={() => (isRight ? onSubmit({ ...draft, note, customerNote }) : setTried(true))}
      onClose={onClose}
    >
      <BlockStack gap="400">
        <Text as="p">{effect}</Text>
        <TextField
          label={actionText.step.note}
          value={note}
          onChange={setNote}
          error={tried && !isRight ? actionText.step.noteRequired : undefined}
          requiredIndicator={needsNote}
          multiline={2}
          maxLength={5000}
          autoComplete="off"
          autoFocus
        />
        {needsNote && draft.isRequest ? <TextField label={actionText.step.customerNote} value={customerNote} onChange={setCustomerNote} helpText={actionText.step.customerNoteHelp} multiline={2} maxLength={500} autoComplete="off" /> : null}
      </BlockStack>
    </FormModal>
  );
}
