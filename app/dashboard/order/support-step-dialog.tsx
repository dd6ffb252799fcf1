import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { FormModal } from "#app/ui/form-modal.tsx";
import { useRefresher } from "#app/ui/refresh-provider.tsx";
import { t } from "#app/ui/text.ts";
import { useAttempt } from "#app/ui/use-attempt.ts";
import { orderText } from "./order-text.ts";
import type { SupportStep } from "./support-steps.ts";

const text = orderText.support;

export interface SupportStepDialogProps {
  step: SupportStep;
  orderId: string;
  orderName: string;
  threadId: string;
  formerAssignee: string | null;
  onClose: () => void;
}

/** Adds to a thread, or gives the order back. What was typed stays when it is refused, and counts once however often it is sent. */
export function SupportStepDialog({ step, orderId, orderName, threadId, formerAssignee, onClose }: SupportStepDialogProps) {
  const shopify = useAppBridge();
  const refresher = useRefresher();
  const [note, setNote] = useState("");
  const [conversationId, setConversationId] = useState("");
  const [tried, setTried] = useState(false);
  const attempt = useAttempt();
  const releasing = step === "release";
  const missing = missingOf(releasing, note, conversationId);

  const run = async () => {
    setTried(true);
    if (missing !== undefined) return;
    const said = note.trim() ? { note: note.trim() } : {};
    const conversation = conversationId.trim() ? { conversationId: conversationId.trim() } : {};
    const answer = await attempt.send(`/app/support/${step}`, releasing ? { orderId, ...said } : { threadId, ...said, ...conversation });
    if (!answer) return;
    shopify.toast.show(releasing ? text.releaseDone : text.noteDone);
    refresher.request();
    onClose();
  };

  return (
    <FormModal title={t(releasing ? text.releaseTitle : text.noteTitle, { name: orderName })} submitLabel={releasing ? text.releaseSubmit : text.noteSubmit} loading={attempt.running} onSubmit={() => void run()} onClose={onClose}>
      <BlockStack gap="400">
        <FailureNote failure={attempt.failure} />
        {releasing ? <Text as="p">{formerAssignee === null ? text.releaseToNobody : t(text.releaseTo, { assignee: formerAssignee })}</Text> : null}
        <TextField label={releasing ? text.outcome : text.note} value={note} onChange={setNote} error={tried ? missing : undefined} multiline={3} maxLength={5000} autoComplete="off" autoFocus requiredIndicator={releasing} />
        {releasing ? null : <TextField label={text.conversation} value={conversationId} onChange={setConversationId} helpText={text.conversationHelp} maxLength={200} autoComplete="off" />}
      </BlockStack>
    </FormModal>
  );
}

/** What is still to be said, if anything. */
function missingOf(releasing: boolean, note: string, conversationId: string): string | undefined {
  if (note.trim() !== "") return undefined;
  if (releasing) return text.outcomeMissing;
  return conversationId.trim() === "" ? text.noteMissing : undefined;
}
