import { Checkbox, FormLayout, Select, TextField } from "@shopify/polaris";
import { SuggestField } from "#app/ui/suggest-field.tsx";
import { t } from "#app/ui/text.ts";
import { settingsText } from "../settings-text.ts";
import type { MemberDraft } from "./drafts.ts";
import { ListField, type ListProps } from "./list-field.tsx";
import { ShiftFields } from "./shift-fields.tsx";

const text = settingsText.members;
const workdays = { days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" };

/** Whom the app may give orders to, how many, and when. */
export function MembersField({ assignees, ...list }: ListProps<MemberDraft> & { assignees: readonly string[] }) {
  return (
    <ListField
      {...list}
      empty={text.empty}
      addLabel={text.add}
      nameOf={({ assignee }, index) => assignee || t(text.unnamed, { number: index + 1 })}
      newItem={() => ({ assignee: "", team: text.everyone, capacity: null, available: true, hours: null })}
    >
      {({ assignee, team, capacity, available, hours }, change, index) => {
        const problemAt = (part: string) => list.problemAt(`${index}.${part}`);
        return (
          <FormLayout>
            <FormLayout.Group>
              <SuggestField label={text.assignee} value={assignee} suggestions={assignees} error={problemAt("assignee")} onChange={(value) => change({ assignee: value })} />
              <TextField label={text.team} helpText={text.teamHelp} value={team} error={problemAt("team")} autoComplete="off" onChange={(value) => change({ team: value })} />
            </FormLayout.Group>
            <FormLayout.Group>
              <TextField
                label={text.capacity}
                helpText={text.capacityHelp}
                type="number"
                placeholder={text.noCapacity}
                value={capacity === null ? "" : String(capacity)}
                error={problemAt("capacity")}
                autoComplete="off"
                onChange={(value) => change({ capacity: value === "" ? null : Number(value) })}
              />
              <Select
                label={text.works}
                options={[
                  { value: "always", label: text.always },
                  { value: "shift", label: text.shift },
                ]}
                value={hours === null ? "always" : "shift"}
                onChange={(value) => change({ hours: value === "always" ? null : workdays })}
              />
            </FormLayout.Group>
            {hours ? <ShiftFields value={hours} problemAt={(part) => problemAt(`hours.${part}`)} onChange={(value) => change({ hours: value })} /> : null}
            <Checkbox label={text.available} helpText={text.availableHelp} checked={available} onChange={(value) => change({ available: value })} />
          </FormLayout>
        );
      }}
    </ListField>
  );
}
