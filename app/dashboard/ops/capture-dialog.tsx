import { BlockStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { FormModal } from "#app/ui/form-modal.tsx";
import { opsText as text } from "./ops-text.ts";
import { useOpsCall } from "./use-ops-call.ts";

/** Captures an incident; what is asked for is its name alone. */
export function CaptureDialog({ onDone, onClose }: { onDone: (incidentId: string) => void; onClose: () => void }) {
  const [title, setTitle] = useState("");
  const [note, setNote] = useState("");
  const { call, busy, failure } = useOpsCall(({ incidentId }) => (incidentId ? onDone(incidentId) : onClose()));
  return (
    <FormModal title={text.captureTitle} submitLabel={text.capture} blocked={title.trim() === ""} loading={busy} onSubmit={() => call({ do: "capture", body: { title, note } })} onClose={onClose}>
      <BlockStack gap="400">
        <FailureNote failure={failure} />
        <Text as="p" tone="subdued">
          {text.captureHelp}
        </Text>
        <TextField label={text.name} value={title} onChange={setTitle} autoComplete="off" maxLength={200} requiredIndicator autoFocus />
        <TextField label={text.note} value={note} onChange={setNote} multiline={2} autoComplete="off" maxLength={5_000} />
      </BlockStack>
    </FormModal>
  );
}
