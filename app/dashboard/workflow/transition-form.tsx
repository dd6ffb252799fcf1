import { Checkbox, Form, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { stateText } from "#app/dashboard/orders/state-text.ts";
import { WorkflowState } from "#app/domains/orders/schema.ts";
import { workflowText as text } from "./workflow-text.ts";

export interface TransitionWish {
  toState: WorkflowState;
  note: string;
  dryRun: boolean;
}

export interface TransitionFormProps {
  wish: TransitionWish;
  /** The state is not to be chosen. */
  fixed: boolean;
  onWish: (wish: TransitionWish) => void;
  onSubmit: () => void;
}

/** What is wanted of the orders. */
export function TransitionForm({ wish, fixed, onWish, onSubmit }: TransitionFormProps) {
  const choose = (value: string) => onWish({ ...wish, toState: WorkflowState.options.find((state) => state === value) ?? wish.toState });
  return (
    <Form onSubmit={onSubmit}>
      <FormLayout>
        {fixed ? <Text as="p">{text.effects[wish.toState]}</Text> : <Select label={text.toState} options={WorkflowState.options.map((value) => ({ value, label: stateText.workflow[value] }))} value={wish.toState} onChange={choose} helpText={text.effects[wish.toState]} />}
        <TextField label={text.note} value={wish.note} onChange={(note) => onWish({ ...wish, note })} helpText={text.noteHelp} multiline={2} maxLength={5_000} autoComplete="off" />
        <Checkbox label={text.dryRun} checked={wish.dryRun} onChange={(dryRun) => onWish({ ...wish, dryRun })} helpText={text.dryRunHelp} />
      </FormLayout>
    </Form>
  );
}
