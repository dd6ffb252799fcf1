import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { ProposalView } from "#app/domains/exceptions/schema.ts";
import { FormModal } from "#app/ui/form-modal.tsx";
import { useFormats, useFrame, useRefusal } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { exceptionsText } from "./exceptions-text.ts";
import { useDecision } from "./use-decision.ts";

const text = exceptionsText.proposals;

/** Overrides that wait for a second person. */
export function ProposalsCard({ exceptionId, proposals }: { exceptionId: string; proposals: readonly ProposalView[] }) {
  const { money } = useFormats();
  const { viewer } = useFrame();
  const refusal = useRefusal("exceptions:resolve");
  const { busy, outcome, send } = useDecision(`approve:${exceptionId}`);
  const [chosen, setChosen] = useState<ProposalView>();
  const [note, setNote] = useState("");
  if (proposals.length === 0) return null;
  const approve = () => {
    if (chosen) send({ op: "approve", id: exceptionId, proposalId: chosen.proposal_id, body: { actor: viewer.name, note } });
    setChosen(undefined);
  };
  return (
    <TitledCard title={text.title}>
      <BlockStack gap="300">
        {outcome?.ok === false ? <Banner tone="critical">{outcome.message}</Banner> : null}
        {proposals.map((proposal) => (
          <InlineStack key={proposal.proposal_id} align="space-between" blockAlign="center" gap="200">
            <Text as="span">{t(text.line, { actor: proposal.actor, money: money(proposal.amount), notes: proposal.notes })}</Text>
            {proposal.approval ? (
              <Text as="span" tone="success">
                {t(text.approved, { approver: proposal.approval.approver })}
              </Text>
            ) : (
              <Button disabled={refusal !== undefined} loading={busy} onClick={() => setChosen(proposal)}>
                {text.approve}
              </Button>
            )}
          </InlineStack>
        ))}
      </BlockStack>
      {chosen ? (
        <FormModal title={text.approving} submitLabel={text.approve} blocked={note.trim() === ""} onSubmit={approve} onClose={() => setChosen(undefined)}>
          <TextField label={text.note} value={note} onChange={setNote} autoComplete="off" multiline={2} />
        </FormModal>
      ) : null}
    </TitledCard>
  );
}
