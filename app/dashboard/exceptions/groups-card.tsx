import { BlockStack, Button, ChoiceList, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { ExceptionGroup } from "#app/domains/exceptions/schema.ts";
import { useFrame, useRefusal } from "#app/ui/frame.tsx";
import { FormModal } from "#app/ui/form-modal.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { exceptionsText } from "./exceptions-text.ts";
import { reasonLook } from "./reason-look.ts";
import { useDecision } from "./use-decision.ts";

const text = exceptionsText.groups;

/** Open exceptions that share a cause, each group with a decision for all of it. */
export function GroupsCard({ groups }: { groups: readonly ExceptionGroup[] }) {
  const [chosen, setChosen] = useState<ExceptionGroup>();
  const refusal = useRefusal("exceptions:resolve");
  const many = groups.filter(({ count }) => count > 1);
  if (many.length === 0) return null;
  return (
    <TitledCard title={text.title}>
      <BlockStack gap="300">
        {many.map((group) => (
          <InlineStack key={group.exception_ids[0]} align="space-between" blockAlign="center" gap="200">
            <BlockStack gap="050">
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" fontWeight="semibold">
                  {t(text.count, { count: group.count })}
                </Text>
                <StatusBadge look={reasonLook(group.reason_code)} />
                <Text as="span">{t(exceptionsText.rules.line, { source: group.source, type: group.event_type })}</Text>
              </InlineStack>
              <Text as="span" tone="subdued">
                {group.summary}
              </Text>
            </BlockStack>
            <Button disabled={refusal !== undefined} accessibilityLabel={`${text.resolve}: ${group.summary}`} onClick={() => setChosen(group)}>
              {text.resolve}
            </Button>
          </InlineStack>
        ))}
      </BlockStack>
      {chosen ? <GroupDialog group={chosen} onClose={() => setChosen(undefined)} /> : null}
    </TitledCard>
  );
}

function GroupDialog({ group, onClose }: { group: ExceptionGroup; onClose: () => void }) {
  const { viewer } = useFrame();
  const { busy, outcome, send } = useDecision(`group:${group.exception_ids[0]}`);
  const conflict = group.reason_code === "IDEMPOTENCY_CONFLICT";
  const [choice, setChoice] = useState(conflict ? "first" : "replay");
  const [actor, setActor] = useState(viewer.name);
  const [notes, setNotes] = useState("");
  const { decide } = exceptionsText;

  const choices = [
    ...(conflict ? [{ value: "first", label: decide.first, helpText: decide.firstHelp }, { value: "last", label: decide.last, helpText: decide.lastHelp }] : [{ value: "replay", label: decide.replay, helpText: decide.replayHelp }]),
    { value: "ignore", label: decide.ignore, helpText: decide.ignoreHelp },
  ];
  const submit = () =>
    send({
      op: "resolve-many",
      body: { exception_ids: group.exception_ids, action: choice === "ignore" ? "mark_resolved_no_replay" : "override_and_replay", canonical: choice === "first" || choice === "last" ? choice : null, actor, resolution_notes: notes },
    });
  return (
    <FormModal title={t(text.dialog, { count: group.exception_ids.length })} submitLabel={decide.submit} blocked={notes.trim() === "" || actor.trim() === ""} loading={busy} onSubmit={submit} onClose={onClose}>
      <BlockStack gap="400">
        <ChoiceList title={decide.choice} choices={choices} selected={[choice]} onChange={([next = choice]) => setChoice(next)} />
        <TextField label={decide.actor} value={actor} onChange={setActor} autoComplete="off" />
        <TextField label={decide.notes} value={notes} onChange={setNotes} autoComplete="off" multiline={2} helpText={decide.notesHelp} />
        {outcome ? <Text as="p" tone={outcome.ok ? undefined : "critical"}>{outcome.ok ? summaryOf(outcome.result) : outcome.message}</Text> : null}
      </BlockStack>
    </FormModal>
  );
}

function summaryOf(result: unknown): string {
  const resolved: unknown = Reflect.get(Object(result), "resolved");
  const failed: unknown = Reflect.get(Object(result), "failed");
  const done = t(text.done, { count: typeof resolved === "number" ? resolved : 0 });
  if (!Array.isArray(failed) || failed.length === 0) return done;
  return `${done}. ${t(text.failed, { count: failed.length, why: String(Reflect.get(Object(failed[0]), "message")) })}`;
}
