import { BlockStack, List, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { OutboxFailure } from "#app/domains/outbox/schema.ts";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { FormModal } from "#app/ui/form-modal.tsx";
import { t } from "#app/ui/text.ts";
import { callName } from "./call-name.ts";
import { opsText as text } from "./ops-text.ts";
import { useOpsCall } from "./use-ops-call.ts";

export interface ReplayAllDialogProps {
  failures: readonly OutboxFailure[];
  label: string;
  onClose: () => void;
}

/** Asks why before all events of the list are sent again, as after an outage, and says what they are. */
export function ReplayAllDialog({ failures, label, onClose }: ReplayAllDialogProps) {
  const [chosen] = useState(failures); // what is listed may change while somebody writes the note
  const [note, setNote] = useState("");
  const { call, busy, failure } = useOpsCall(onClose);
  const counts = new Map<string, number>();
  for (const { eventType } of chosen) counts.set(callName(eventType), (counts.get(callName(eventType)) ?? 0) + 1);
  const send = () => call({ do: "resolveMany", body: { eventIds: chosen.map(({ eventId }) => eventId), action: "replay", note } });
  return (
    <FormModal title={t(text.replayAllTitle, { count: chosen.length })} submitLabel={label} blocked={note.trim() === ""} loading={busy} onSubmit={send} onClose={onClose}>
      <BlockStack gap="400">
        <FailureNote failure={failure} />
        <List>
          {[...counts].map(([name, count]) => (
            <List.Item key={name}>{t(text.pending.tab, { name, count })}</List.Item>
          ))}
        </List>
        <Text as="p" tone="subdued">
          {text.replayHelp}
        </Text>
        <TextField label={text.note} value={note} onChange={setNote} multiline={2} autoComplete="off" helpText={text.noteHelp} maxLength={2_000} requiredIndicator />
      </BlockStack>
    </FormModal>
  );
}
