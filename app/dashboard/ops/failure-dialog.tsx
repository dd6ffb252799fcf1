import { BlockStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { OutboxDecision, OutboxFailure } from "#app/domains/outbox/schema.ts";
import { isRecord } from "#app/platform/records.ts";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { FormModal } from "#app/ui/form-modal.tsx";
import { t } from "#app/ui/text.ts";
import { callName } from "./call-name.ts";
import { opsText as text } from "./ops-text.ts";
import { useOpsCall } from "./use-ops-call.ts";

export interface FailureDialogProps {
  failure: OutboxFailure;
  decision: OutboxDecision;
  onClose: () => void;
}

const titles: Record<OutboxDecision, string> = { replay: text.replayTitle, fix_and_replay: text.fixTitle, ignore: text.ignoreTitle };
const labels: Record<OutboxDecision, string> = { replay: text.replay, fix_and_replay: text.fix, ignore: text.ignore };

/** Asks why, and for what is to be changed, before an event that failed is decided. */
export function FailureDialog({ failure, decision, onClose }: FailureDialogProps) {
  const [note, setNote] = useState("");
  const [patchText, setPatchText] = useState("{}");
  const { call, busy, failure: refused } = useOpsCall(onClose);
  const patch = decision === "fix_and_replay" ? patchOf(patchText) : undefined;
  const send = () => call({ do: "resolve", eventId: failure.eventId, body: { action: decision, note, ...(patch ? { payload_patch: patch } : {}) } });
  return (
    <FormModal
      title={titles[decision]}
      submitLabel={labels[decision]}
      destructive={decision === "ignore"}
      blocked={note.trim() === "" || (decision === "fix_and_replay" && patch === undefined)}
      loading={busy}
      onSubmit={send}
      onClose={onClose}
    >
      <BlockStack gap="400">
        <FailureNote failure={refused} />
        <BlockStack gap="050">
          <Text as="p" fontWeight="medium">
            {failure.orderName ? t(text.aboutOf, { call: callName(failure.eventType), order: failure.orderName }) : callName(failure.eventType)}
          </Text>
          <Text as="p" tone="critical" breakWord>
            {failure.lastError}
          </Text>
        </BlockStack>
        <Text as="p" tone="subdued">
          {decision === "ignore" ? text.ignoreHelp : text.replayHelp}
        </Text>
        {decision === "fix_and_replay" ? (
          <>
            <Text as="h3" variant="headingSm">
              {text.payload}
            </Text>
            <pre className="ops-payload">{JSON.stringify(failure.payload, null, 2)}</pre>
            <TextField label={text.patch} value={patchText} onChange={setPatchText} multiline={3} monospaced autoComplete="off" error={patch ? undefined : text.patchInvalid} />
          </>
        ) : null}
        <TextField label={text.note} value={note} onChange={setNote} multiline={2} autoComplete="off" helpText={text.noteHelp} maxLength={2_000} requiredIndicator />
      </BlockStack>
    </FormModal>
  );
}

function patchOf(written: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(written);
    return isRecord(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
