import { BlockStack, ChoiceList, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { FormModal } from "#app/ui/form-modal.tsx";
import { useFrame } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";
import type { DialogProps } from "./dialogs.ts";
import type { AssignDraft } from "./drafts.ts";

const text = actionText.assign;
const longest = 100;

/** The choices beside the names, which go by their place in the list. */
const somebodyElse = "other";
const toNobody = "nobody";

/** Gives orders to somebody, or to nobody. */
export function AssignDialog({ targets, draft, assignees, onSubmit, onClose }: DialogProps<AssignDraft> & { assignees: readonly string[] }) {
  const { viewer } = useFrame();
  const [first] = targets;
  const names = [...new Set([viewer.name, ...assignees])].filter((name) => name !== "");
  const [choice, setChoice] = useState(() => choiceOf(draft ? draft.assignee : undefined, names));
  const [other, setOther] = useState(choice === somebodyElse ? (draft?.assignee ?? "") : "");
  const assignee = choice === toNobody ? null : choice === somebodyElse ? other.trim() : names[Number(choice)];
  const error = assignee && assignee.length > longest ? text.tooLong : undefined;
  const send = () => {
    if (assignee !== undefined) onSubmit({ action: "assign", assignee });
  };

  return (
    <FormModal
      title={t(text.title, { count: targets.length, name: first?.name ?? "" })}
      submitLabel={choice === toNobody ? text.submitUnassign : text.submit}
      blocked={assignee === undefined || assignee === "" || error !== undefined}
      onSubmit={send}
      onClose={onClose}
    >
      <BlockStack gap="400">
        {targets.length === 1 && first ? (
          <Text as="p" tone="subdued">
            {t(text.now, { assignee: first.assignedTo ?? text.nobody })}
          </Text>
        ) : null}
        <ChoiceList
          title={text.who}
          choices={[
            ...names.map((name, index) => ({ value: String(index), label: name === viewer.name ? t(text.you, { name }) : name })),
            {
              value: somebodyElse,
              label: text.other,
              renderChildren: (selected: boolean) => (selected ? <TextField label={text.name} labelHidden value={other} onChange={setOther} error={error} autoComplete="off" autoFocus /> : null),
            },
            { value: toNobody, label: text.toNobody },
          ]}
          selected={choice === undefined ? [] : [choice]}
          onChange={([chosen]) => setChoice(chosen)}
        />
      </BlockStack>
    </FormModal>
  );
}

function choiceOf(assignee: string | null | undefined, names: readonly string[]): string | undefined {
  if (assignee === undefined) return undefined;
  if (assignee === null) return toNobody;
  return names.includes(assignee) ? String(names.indexOf(assignee)) : somebodyElse;
}
