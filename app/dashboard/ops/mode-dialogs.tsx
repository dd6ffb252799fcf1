import { BlockStack, Box, Checkbox, ChoiceList, List, Scrollable, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { Incident, RecoveryPlan, RecoveryStep } from "#app/domains/incidents/schema.ts";
import type { DestinationState } from "#app/domains/outbox/schema.ts";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { FormModal } from "#app/ui/form-modal.tsx";
import { t } from "#app/ui/text.ts";
import { opsText as text } from "./ops-text.ts";
import { useOpsCall } from "./use-ops-call.ts";

export interface EnterDialogProps {
  incident: Incident;
  destinations: readonly DestinationState[];
  topics: readonly string[];
  onClose: () => void;
}

/** Turns incident mode on, or changes what it holds back. */
export function EnterDialog({ incident, destinations, topics: known, onClose }: EnterDialogProps) {
  const named = (kind: string) => incident.pauses.flatMap((pause) => (pause.kind === kind ? [pause.name] : []));
  const [chosen, setChosen] = useState(named("destination"));
  const [topics, setTopics] = useState(named("topic"));
  const { call, busy, failure } = useOpsCall(onClose);
  const send = () => {
    const pauses = [...chosen.map((name) => ({ kind: "destination", name })), ...topics.map((name) => ({ kind: "topic", name }))];
    call({ do: "enter", incidentId: incident.incidentId, body: { pauses } });
  };
  return (
    <FormModal title={text.enterTitle} submitLabel={incident.status === "active" ? text.change : text.enter} loading={busy} onSubmit={send} onClose={onClose}>
      <BlockStack gap="400">
        <FailureNote failure={failure} />
        <Text as="p" tone="subdued">
          {text.enterHelp}
        </Text>
        <ChoiceList allowMultiple title={text.pauseDestinations} choices={destinations.map(({ destination, label }) => ({ value: destination, label }))} selected={chosen} onChange={setChosen} />
        <BlockStack gap="100">
          <Text as="span">{text.pauseTopics}</Text>
          <Box borderWidth="025" borderColor="border" borderRadius="200" padding="300">
            <Scrollable style={{ maxBlockSize: 200 }} shadow focusable>
              <ChoiceList allowMultiple title={text.pauseTopics} titleHidden choices={known.map((topic) => ({ value: topic, label: topic }))} selected={topics} onChange={setTopics} />
            </Scrollable>
          </Box>
        </BlockStack>
      </BlockStack>
    </FormModal>
  );
}

export interface LeaveDialogProps {
  plan: RecoveryPlan;
  /** The names of destinations for people. */
  labels: ReadonlyMap<string, string>;
  onClose: () => void;
}

/** Shows what leaving does, and leaves when that is confirmed. */
export function LeaveDialog({ plan, labels, onClose }: LeaveDialogProps) {
  const [note, setNote] = useState("");
  const [replayFailed, setReplayFailed] = useState(false);
  const { call, busy, failure } = useOpsCall(onClose);
  const failed = plan.steps.find((step) => step.kind === "replay_failed");
  const resumed = plan.steps.filter((step) => step.kind !== "replay_failed");
  const send = () => call({ do: "leave", incidentId: plan.incidentId, body: { planId: plan.planId, note, replayFailed } });
  return (
    <FormModal title={text.leaveTitle} submitLabel={text.confirmLeave} blocked={note.trim() === ""} loading={busy} onSubmit={send} onClose={onClose}>
      <BlockStack gap="400">
        <FailureNote failure={failure} />
        {resumed.length === 0 ? <Text as="p">{text.nothingPaused}</Text> : null}
        <List>
          {resumed.map((step) => (
            <List.Item key={`${step.kind} ${step.name}`}>{sentenceOf(step, labels)}</List.Item>
          ))}
        </List>
        {failed ? <Checkbox label={t(text.replayFailed, { count: failed.events })} checked={replayFailed} onChange={setReplayFailed} /> : null}
        <TextField label={text.note} value={note} onChange={setNote} multiline={2} autoComplete="off" helpText={text.noteHelp} maxLength={5_000} requiredIndicator />
      </BlockStack>
    </FormModal>
  );
}

function sentenceOf({ kind, name, waiting }: Exclude<RecoveryStep, { kind: "replay_failed" }>, labels: LeaveDialogProps["labels"]): string {
  return kind === "resume_destination" ? t(text.resumeDestination, { name: labels.get(name) ?? name, count: waiting }) : t(text.resumeTopic, { name, count: waiting });
}
