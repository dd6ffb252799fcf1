import { Button, Card, Form, FormLayout, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import type { SettingsDocument } from "#app/domains/shops/schema.ts";
import { FailureNote } from "#app/ui/failure-note.tsx";
import type { SettingField } from "./fields.ts";
import { SettingControl } from "./setting-control.tsx";
import { settingsText as text } from "./settings-text.ts";
import { useChange } from "./use-change.ts";

export interface SettingsFormProps {
  document: SettingsDocument;
  fields: readonly SettingField[];
  eventTypes: readonly string[];
}

/** The settings of a section. Only what was changed is sent; what is refused is said beside it, and stays typed. */
export function SettingsForm({ document: { version, values }, fields, eventTypes }: SettingsFormProps) {
  const [changed, setChanged] = useState<Record<string, unknown>>({});
  const [discards, setDiscards] = useState(0);
  const { running, failure, send } = useChange();
  if (fields.length === 0) return null;
  const stored: Readonly<Record<string, unknown>> = values;
  const isDirty = Object.keys(changed).length > 0;
  const save = async () => {
    if (isDirty && (await send({ kind: "save", version, values: changed }))) setChanged({});
  };
  const discard = () => {
    setChanged({});
    setDiscards(discards + 1);
  };
  const problemOf = (name: string) => failure?.errors.find(({ path }) => path === name || path.startsWith(`${name}.`))?.message;
  return (
    <Card>
      <Form onSubmit={() => void save()}>
        <FormLayout>
          {failure ? <FailureNote failure={failure} /> : null}
          {fields.map((field) => (
            <SettingControl
              key={`${field.name} ${version} ${discards}`}
              field={field}
              value={field.name in changed ? changed[field.name] : stored[field.name]}
              error={problemOf(field.name)}
              eventTypes={eventTypes}
              onChange={(value) => setChanged({ ...changed, [field.name]: value })}
            />
          ))}
          <InlineStack gap="200" align="end">
            {isDirty ? <Button onClick={discard}>{text.discard}</Button> : null}
            <Button submit variant="primary" disabled={!isDirty} loading={running}>
              {text.save}
            </Button>
          </InlineStack>
        </FormLayout>
      </Form>
    </Card>
  );
}
