import { Banner, BlockStack, Button, Checkbox, ChoiceList, Form, InlineStack, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useFrame, useRefusal } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { bodyOf, checkPatch, type DecisionDraft, ruleOf } from "./decision-draft.ts";
import type { ExceptionView } from "./exception-view.ts";
import { exceptionsText } from "./exceptions-text.ts";
import { PreviewList } from "./preview-list.tsx";
import { useDecision } from "./use-decision.ts";

const text = exceptionsText.decide;
const patienceMs = 350;
const example = '{"payload": {"total_price": "12.00"}}';

/** Where an exception is decided: what becomes of the event, what that would change, by whom and why. */
export function DecisionForm({ view, notesId }: { view: ExceptionView; notesId: string }) {
  const { exception } = view;
  const { viewer } = useFrame();
  const refusal = useRefusal("exceptions:resolve");
  const conflict = exception.first.raw_id !== exception.last.raw_id;
  const [draft, setDraft] = useState<DecisionDraft>({ choice: conflict ? "last" : exception.reason_code === "UNKNOWN_EVENT_TYPE" ? "ignore" : "replay", patch: "", actor: viewer.name, notes: "", rule: false });
  const set = (change: Partial<DecisionDraft>) => setDraft((before) => ({ ...before, ...change }));
  const { patch, error } = checkPatch(draft.patch);
  const decision = useDecision(`decide:${exception.exception_id}`);
  const proposal = useDecision(`propose:${exception.exception_id}`);
  const preview = usePreview(view, draft, refusal === undefined && error === undefined);
  const refused = decision.outcome?.ok === false ? decision.outcome : undefined;
  const complete = draft.actor.trim() !== "" && draft.notes.trim() !== "" && error === undefined;
  const rule = ruleOf(draft);

  const submit = () => {
    if (complete && !decision.busy) decision.send({ op: "resolve", id: exception.exception_id, body: bodyOf(view, draft, false), rule: draft.rule ? rule : undefined });
  };
  const propose = () => {
    const { canonical_raw_id, override_patch } = { canonical_raw_id: undefined, override_patch: undefined, ...bodyOf(view, draft, false) };
    proposal.send({ op: "propose", id: exception.exception_id, body: { canonical_raw_id, override_patch, actor: draft.actor, notes: draft.notes } });
  };
  const choices = [
    ...(conflict ? [{ value: "first", label: text.first, helpText: text.firstHelp }, { value: "last", label: text.last, helpText: text.lastHelp }] : [{ value: "replay", label: text.replay, helpText: text.replayHelp }]),
    { value: "ignore", label: text.ignore, helpText: text.ignoreHelp },
  ];
  return (
    <TitledCard title={text.title}>
      <Form onSubmit={submit}>
        <BlockStack gap="400">
          {refusal ? <Banner tone="info">{refusal}</Banner> : null}
          <ChoiceList title={text.choice} choices={choices} selected={[draft.choice]} disabled={refusal !== undefined} onChange={([choice]) => set({ choice: isChoice(choice) ? choice : draft.choice })} />
          {draft.choice === "ignore" ? null : (
            <TextField
              label={text.patch}
              value={draft.patch}
              onChange={(value) => set({ patch: value })}
              autoComplete="off"
              multiline={3}
              monospaced
              spellCheck={false}
              disabled={refusal !== undefined || !exception.governance.may_patch}
              helpText={exception.governance.may_patch ? t(text.patchHelp, { example }) : text.patchNotAllowed}
              error={error ?? (preview.outcome?.ok === false && patch !== undefined ? preview.outcome.message : undefined)}
            />
          )}
          <div aria-live="polite" data-preview={preview.busy ? "working" : "ready"}>
            <PreviewList outcome={preview.outcome} busy={preview.busy} />
          </div>
          <TextField label={text.actor} value={draft.actor} onChange={(actor) => set({ actor })} autoComplete="off" disabled={refusal !== undefined} />
          <TextField id={notesId} label={text.notes} value={draft.notes} onChange={(notes) => set({ notes })} autoComplete="off" multiline={2} helpText={text.notesHelp} disabled={refusal !== undefined} />
          {rule ? <Checkbox label={text.rule} checked={draft.rule} onChange={(checked) => set({ rule: checked })} disabled={refusal !== undefined} /> : null}
          {refused ? <Banner tone="critical" title={text.refused}>{refused.message}</Banner> : null}
          {proposal.outcome ? <Banner tone={proposal.outcome.ok ? "success" : "critical"}>{proposal.outcome.ok ? text.proposed : proposal.outcome.message}</Banner> : null}
          <InlineStack gap="200">
            <Button submit variant="primary" loading={decision.busy} disabled={!complete || refusal !== undefined}>
              {text.submit}
            </Button>
            {refused?.code === "APPROVAL_REQUIRED" ? (
              <Button onClick={propose} loading={proposal.busy}>
                {text.propose}
              </Button>
            ) : null}
          </InlineStack>
        </BlockStack>
      </Form>
    </TitledCard>
  );
}

function isChoice(value: string | undefined): value is DecisionDraft["choice"] {
  return value === "first" || value === "last" || value === "replay" || value === "ignore";
}

/** Asks, as soon as nobody types any more, what the draft would change. */
function usePreview(view: ExceptionView, draft: DecisionDraft, wanted: boolean) {
  const preview = useDecision(`preview:${view.exception.exception_id}`);
  const { send } = preview;
  const request = JSON.stringify({ op: "resolve", id: view.exception.exception_id, body: bodyOf(view, { ...draft, actor: "", notes: "" }, true) });
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => send(JSON.parse(request)), patienceMs);
    return () => clearTimeout(timer);
  }, [request, send, wanted]);
  return preview;
}
