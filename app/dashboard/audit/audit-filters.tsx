import { useNavigate, useSearchParams } from "@remix-run/react";
import { Button, Card, Form, FormLayout, InlineStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { OpsActionName } from "#app/domains/ops-actions/schema.ts";
import { labelOfAction } from "#app/dashboard/order/ops/ops-menu.tsx";
import { auditText as text } from "./audit-text.ts";

const names = ["action", "order_id", "actor_id", "since"] as const;
type Filters = Record<(typeof names)[number], string>;

/** The filters of the audit log; they go into the address, where links and the back button find them. */
export function AuditFilters() {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const [typed, setTyped] = useState<Filters>({ action: query.get("action") ?? "", order_id: query.get("order_id") ?? "", actor_id: query.get("actor_id") ?? "", since: query.get("since") ?? "" });
  const go = (filters: Filters) => {
    const params = new URLSearchParams(names.flatMap((name) => (filters[name].trim() ? [[name, filters[name].trim()]] : [])));
    void navigate(`/app/audit?${params.toString()}`);
  };
  const change = (name: keyof Filters) => (value: string) => setTyped({ ...typed, [name]: value });
  const options = [{ label: text.allActions, value: "" }, ...OpsActionName.options.map((action) => ({ label: labelOfAction(action), value: action }))];
  const isFiltered = names.some((name) => query.get(name));
  return (
    <Card>
      <Form onSubmit={() => go(typed)}>
        <FormLayout>
          <FormLayout.Group condensed>
            <Select label={text.action} options={options} value={typed.action} onChange={(action) => go({ ...typed, action })} />
            <TextField label={text.order} value={typed.order_id} onChange={change("order_id")} placeholder="#1001" autoComplete="off" />
            <TextField label={text.actor} value={typed.actor_id} onChange={change("actor_id")} autoComplete="off" />
            <TextField label={text.since} type="date" value={typed.since} onChange={change("since")} autoComplete="off" />
          </FormLayout.Group>
          <InlineStack gap="200">
            <Button submit>{text.apply}</Button>
            {isFiltered ? (
              <Button variant="plain" url="/app/audit">
                {text.clear}
              </Button>
            ) : null}
          </InlineStack>
        </FormLayout>
      </Form>
    </Card>
  );
}
