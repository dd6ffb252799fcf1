import { BlockStack, FormLayout, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { FormModal } from "#app/ui/form-modal.tsx";
import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";
import type { DialogProps } from "./dialogs.ts";
import type { SupportDraft } from "./drafts.ts";

const text = actionText.support;
const empty: SupportDraft = { action: "support", note: "", conversationId: "" };

/** Brings orders to support, with a note. */
export function SupportDialog({ targets, draft, supportAssignee, onSubmit, onClose }: DialogProps<SupportDraft> & { supportAssignee: string }) {
  const [typed, setTyped] = useState(draft ?? empty);
  const [tried, setTried] = useState(false);
  const hasNote = typed.note.trim() !== "";

  return (
    <FormModal
      title={t(text.title, { count: targets.length, name: targets[0]?.name ?? "" })}
      submitLabel={text.submit}
      onSubmit={() => (hasNote ? onSubmit(typed) : setTried(true))}
      onClose={onClose}
    >
      <BlockStack gap="400">
        <Text as="p">{t(text.effect, { assignee: supportAssignee })}</Text>
        <FormLayout>
          <TextField
            label={text.note}
            value={typed.note}
            onChange={(note) => setTyped({ ...typed, note })}
            error={tried && !hasNote ? text.noteMissing : undefined}
            multiline={3}
            maxLength={5000}
            autoComplete="off"
            requiredIndicator
            autoFocus
          />
          <TextField label={text.conversation} value={typed.conversationId} onChange={(conversationId) => setTyped({ ...typed, conversationId })} helpText={text.conversationHelp} maxLength={200} autoComplete="off" />
        </FormLayout>
      </BlockStack>
    </FormModal>
  );
}
