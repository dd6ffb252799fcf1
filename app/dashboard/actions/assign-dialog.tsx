import { BlockStack, Button, ChoiceList, Text } from "@shopify/polaris";
import { useState } from "react";
import { FormModal } from "#app/ui/form-modal.tsx";
import { useFrame } from "#app/ui/frame.tsx";
import { SuggestField } from "#app/ui/suggest-field.tsx";
import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";
import type { DialogProps } from "./dialogs.ts";
import type { AssignDraft } from "./drafts.ts";

const text = actionText.assign;
const longest = 100;

/** Gives orders to somebody, or to nobody. */
export function AssignDialog({ targets, draft, assignees, onSubmit, onClose }: DialogProps<AssignDraft> & { assignees: readonly string[] }) {
  const { viewer } = useFrame();
  const [toNobody, setToNobody] = useState(draft?.assignee === null);
  const [assignee, setAssignee] = useState(draft?.assignee ?? "");
  const [first] = targets;
  const named = assignee.trim();
  const error = named.length > longest ? text.tooLong : undefined;

  return (
    <FormModal
      title={t(text.title, { count: targets.length, name: first?.name ?? "" })}
      submitLabel={toNobody ? text.submitUnassign : text.submit}
      blocked={!toNobody && (named === "" || error !== undefined)}
      onSubmit={() => onSubmit({ action: "assign", assignee: toNobody ? null : named })}
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
          titleHidden
          choices={[
            { value: "somebody", label: text.toSomebody },
            { value: "nobody", label: text.toNobody },
          ]}
          selected={[toNobody ? "nobody" : "somebody"]}
          onChange={([choice]) => setToNobody(choice === "nobody")}
        />
        {toNobody ? null : (
          <BlockStack gap="200" inlineAlign="start">
            <div style={{ inlineSize: "100%" }}>
              <SuggestField label={text.who} value={assignee} onChange={setAssignee} suggestions={assignees} helpText={text.whoHelp} error={error} autoFocus />
            </div>
            <Button variant="plain" onClick={() => setAssignee(viewer.name)}>
              {text.toMe}
            </Button>
          </BlockStack>
        )}
      </BlockStack>
    </FormModal>
  );
}
