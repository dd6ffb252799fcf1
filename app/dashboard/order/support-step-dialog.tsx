import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { v4 as uuid } from "uuid";
import { isRecord } from "#app/platform/records.ts";
import { FormModal } from "#app/ui/form-modal.tsx";
import { useRefresher } from "#app/ui/refresh-provider.tsx";
import { t } from "#app/ui/text.ts";
import { uiText } from "#app/ui/ui-text.ts";
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
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const releasing = step === "release";
  const missing = note.trim() === "" && (releasing || conversationId.trim() === "");

  const submit = async () => {
    if (missing) return setFailure(releasing ? text.outcomeMissing : text.noteMissing);
    setBusy(true);
    const said = note.trim() ? { note: note.trim() } : {};
    const refused = await send(step, releasing ? { orderId, ...said } : { threadId, ...said, ...(conversationId.trim() ? { conversationId: conversationId.trim() } : {}) });
    setBusy(false);
    if (refused !== undefined) return setFailure(refused);
    shopify.toast.show(releasing ? text.releaseDone : text.noteDone);
    refresher.request();
    onClose();
  };

  return (
    <FormModal title={t(releasing ? text.releaseTitle : text.noteTitle, { name: orderName })} submitLabel={releasing ? text.releaseSubmit : text.noteSubmit} loading={busy} onSubmit={() => void submit()} onClose={onClose}>
      <BlockStack gap="400">
        {failure === undefined ? null : <Banner tone="critical">{failure}</Banner>}
        {releasing ? <Text as="p">{formerAssignee === null ? text.releaseToNobody : t(text.releaseTo, { assignee: formerAssignee })}</Text> : null}
        <TextField label={releasing ? text.outcome : text.note} value={note} onChange={setNote} multiline={3} maxLength={5000} autoComplete="off" autoFocus requiredIndicator={releasing} />
        {releasing ? null : <TextField label={text.conversation} value={conversationId} onChange={setConversationId} helpText={text.conversationHelp} maxLength={200} autoComplete="off" />}
      </BlockStack>
    </FormModal>
  );
}

/** Gives why it was refused, or undefined when it has had its effect. */
async function send(step: SupportStep, body: object): Promise<string | undefined> {
  const response = await fetch(`/app/support/${step}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ idempotencyKey: uuid(), body }),
  }).catch(() => undefined);
  if (!response) return uiText.failure.unreachable;
  if (response.ok) return undefined;
  const answer: unknown = await response.json().catch(() => undefined);
  const failure = isRecord(answer) && isRecord(answer["failure"]) ? answer["failure"] : {};
  return typeof failure["message"] === "string" ? failure["message"] : uiText.failure.unreadable;
}
