import { useNavigate, useSearchParams } from "@remix-run/react";
import { Button, Card, Form, FormLayout, InlineGrid, InlineStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { OpsActionName } from "#app/domains/ops-actions/schema.ts";
import type { StaffRow } from "#app/domains/shops/schema.ts";
import { labelOfAction } from "#app/dashboard/order/ops/ops-menu.tsx";
import { t } from "#app/ui/text.ts";
import { auditText as text } from "./audit-text.ts";

const names = ["action", "order_id", "actor_id", "since"] as const;
type Filters = Record<(typeof names)[number], string>;

/** The filters of the audit log; they go into the address, where links and the back button find them. */
export function AuditFilters({ staff }: { staff: readonly StaffRow[] }) {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const [typed, setTyped] = useState<Filters>({ action: query.get("action") ?? "", order_id: query.get("order_id") ?? "", actor_id: query.get("actor_id") ?? "", since: query.get("since") ?? "" });
  const go = (filters: Filters) => {
    const params = new URLSearchParams(names.flatMap((name) => (filters[name].trim() ? [[name, filters[name].trim()]] : [])));
    void navigate(`/app/audit?${params.toString()}`);
  };
  const change = (name: keyof Filters) => (value: string) => setTyped({ ...typed, [name]: value });
  const options = [{ label: text.allActions, value: "" }, ...OpsActionName.options.map((action) => ({ label: labelOfAction(action), value: action }))];
  const people = [{ label: text.everybody, value: "" }, ...staff.map(({ userId, name }) => ({ label: name || t(text.unnamed, { userId }), value: userId }))];
  // A link may name somebody who is not of the staff, such as an API key.
  if (typed.actor_id && !people.some(({ value }) => value === typed.actor_id)) people.push({ label: typed.actor_id, value: typed.actor_id });
  const isFiltered = names.some((name) => query.get(name));
  return (
    <Card>
      <Form onSubmit={() => go(typed)}>
        <FormLayout>
          <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="300">
            <Select label={text.action} options={options} value={typed.action} onChange={(action) => go({ ...typed, action })} />
            <TextField label={text.order} value={typed.order_id} onChange={change("order_id")} placeholder="#1001" autoComplete="off" />
            <Select label={text.who} options={people} value={typed.actor_id} onChange={(actor) => go({ ...typed, actor_id: actor })} />
            <TextField label={text.since} type="date" value={typed.since} onChange={change("since")} autoComplete="off" />
          </InlineGrid>
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
