import { FormLayout, Select, TextField } from "@shopify/polaris";
import { SuggestField } from "#app/ui/suggest-field.tsx";
import { t } from "#app/ui/text.ts";
import { settingsText } from "../settings-text.ts";
import type { RuleDraft } from "./drafts.ts";
import { ListField, type ListProps } from "./list-field.tsx";
import { WordsField } from "./words-field.tsx";

const text = settingsText.rules;

/** Which orders go to whom; the first rule that fits an order counts, so their order does. */
export function RulesField({ assignees, ...list }: ListProps<RuleDraft> & { assignees: readonly string[] }) {
  return (
    <ListField
      {...list}
      ordered
      empty={text.empty}
      addLabel={text.add}
      nameOf={(_, index) => t(text.name, { number: index + 1 })}
      newItem={() => ({ countries: [], provinces: [], locations: [], tags: [], assignee: "" })}
    >
      {({ countries, provinces, locations, tags, assignee, team }, change, index) => {
        const problemAt = (part: string) => list.problemAt(`${index}.${part}`);
        return (
          <FormLayout>
            <FormLayout.Group>
              <WordsField label={text.countries} help={text.countriesHelp} placeholder={text.any} value={countries} error={problemAt("countries")} onChange={(value) => change({ countries: value })} />
              <WordsField label={text.provinces} help={text.provincesHelp} placeholder={text.any} value={provinces} error={problemAt("provinces")} onChange={(value) => change({ provinces: value })} />
            </FormLayout.Group>
            <FormLayout.Group>
              <WordsField label={text.locations} help={text.locationsHelp} placeholder={text.any} value={locations} error={problemAt("locations")} onChange={(value) => change({ locations: value })} />
              <WordsField label={text.tags} help={text.tagsHelp} placeholder={text.any} value={tags} error={problemAt("tags")} onChange={(value) => change({ tags: value })} />
            </FormLayout.Group>
            <FormLayout.Group>
              <Select
                label={text.to}
                options={[
                  { value: "assignee", label: text.person },
                  { value: "team", label: text.team },
                ]}
                value={team === undefined ? "assignee" : "team"}
                onChange={(kind) => change(kind === "team" ? { assignee: undefined, team: "" } : { assignee: "", team: undefined })}
              />
              {team === undefined ? (
                <SuggestField label={text.personName} value={assignee ?? ""} suggestions={assignees} error={problemAt("assignee")} onChange={(value) => change({ assignee: value })} />
              ) : (
                <TextField label={text.teamName} value={team} error={problemAt("team")} autoComplete="off" onChange={(value) => change({ team: value })} />
              )}
            </FormLayout.Group>
          </FormLayout>
        );
      }}
    </ListField>
  );
}
