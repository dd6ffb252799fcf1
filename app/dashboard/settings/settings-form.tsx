import { Button, Card, Form, FormLayout, InlineStack } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { SettingsDocument } from "#app/domains/shops/schema.ts";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { SettingControl } from "./controls/setting-control.tsx";
import type { SettingField } from "./fields.ts";
import { settingsText as text } from "./settings-text.ts";
import { useChange } from "./use-change.ts";

export interface SettingsFormProps {
  document: SettingsDocument;
  fields: readonly SettingField[];
  eventTypes: readonly string[];
  assignees: readonly string[];
}

/** The settings of a section. Only what was changed is sent; what is refused is said beside it, and stays typed. */
export function SettingsForm({ document: { version, values }, fields, eventTypes, assignees }: SettingsFormProps) {
  const [changed, setChanged] = useState<Record<string, unknown>>({});
  const [discards, setDiscards] = useState(0);
  const { running, failure, send, forget } = useChange();
  // What was typed stays until what was stored is on the page, so that nothing jumps back in between.
  useEffect(() => setChanged({}), [version]);
  if (fields.length === 0) return null;
  const stored: Readonly<Record<string, unknown>> = values;
  const isDirty = Object.keys(changed).length > 0;
  const save = async () => {
    const answer = isDirty ? await send({ kind: "save", version, values: changed }) : undefined;
    if (answer?.["version"] === version) setChanged({});
  };
  const discard = () => {
    setChanged({});
    setDiscards(discards + 1);
  };
  const problemAt = (wanted: string) => failure?.errors.find(({ path }) => path === wanted)?.message;
  const control = (field: SettingField) => (
    <SettingControl
      key={`${field.name} ${version} ${discards}`}
      field={field}
      value={field.name in changed ? changed[field.name] : stored[field.name]}
      problemAt={(part) => problemAt(part === undefined ? field.name : `${field.name}.${part}`)}
      eventTypes={eventTypes}
      assignees={assignees}
      onChange={(value) => setChanged({ ...changed, [field.name]: value })}
      onMoved={forget}
    />
  );
  return (
    <Card>
      <Form noValidate onSubmit={() => void save()}>
        <FormLayout>
          {failure ? <FailureNote failure={failure} onRetry={() => void save()} /> : null}
          {inRows(fields).map((row) => (row.length > 1 ? <FormLayout.Group key={row[0]?.name}>{row.map(control)}</FormLayout.Group> : row.map(control)))}
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

/** Numbers stand two in a row, everything else has a row of its own. */
function inRows(fields: readonly SettingField[]): SettingField[][] {
  const rows: SettingField[][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (last?.length === 1 && last[0] && isNumber(last[0]) && isNumber(field)) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

function isNumber({ kind }: SettingField): boolean {
  return kind === "hours" || kind === "hoursOrNever" || kind === "days";
}
