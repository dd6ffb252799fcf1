import { useSearchParams } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, EmptyState, IndexTable, InlineStack, Link, Page, Text, useBreakpoints } from "@shopify/polaris";
import { numberOf, orderUrl } from "#app/dashboard/orders/order-url.ts";
import type { AuditEvent, AuditPage as AuditPageData } from "#app/domains/ops-actions/schema.ts";
import type { StaffRow } from "#app/domains/shops/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { readable, StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { AuditDetails } from "./audit-details.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { auditText as text } from "./audit-text.ts";
import { pageOf, titleOf } from "./audit-words.ts";

/** The audit log: what operators did, and what was changed in the settings, with filters that are in the address. */
export function AuditPage({ events, next_cursor: next, staff }: AuditPageData & { staff: readonly StaffRow[] }) {
  const [query] = useSearchParams();
  const { smDown } = useBreakpoints();
  const isFiltered = ["action", "order_id", "actor_id", "since"].some((name) => query.get(name));
  const nameOf = (userId: string) => staff.find((each) => each.userId === userId)?.name || t(text.unnamed, { userId });
  return (
    <Page title={text.title} subtitle={text.subtitle} fullWidth>
      <BlockStack gap="400">
        <AuditFilters key={query.toString()} staff={staff} />
        <Card padding="0">
          {events.length === 0 ? (
            <EmptyState heading={isFiltered ? text.emptyFiltered : text.empty} image="" {...(isFiltered ? { action: { content: text.clear, url: "/app/audit" } } : {})}>
              <p>{isFiltered ? text.emptyFilteredBody : text.emptyBody}</p>
            </EmptyState>
          ) : (
            <IndexTable
              condensed={smDown}
              selectable={false}
              itemCount={events.length}
              resourceName={{ singular: text.title, plural: text.title }}
              headings={[{ title: text.at }, { title: text.what }, { title: text.order }, { title: text.who }, { title: text.outcome }, { title: text.details }]}
            >
              {events.map((event, index) => (smDown ? <NarrowRow key={event.audit_event_id} event={event} index={index} nameOf={nameOf} /> : <Row key={event.audit_event_id} event={event} index={index} nameOf={nameOf} />))}
            </IndexTable>
          )}
        </Card>
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}

/** What happened, in words: an action by its own name, any other event by its past fact; a link where there is a page about it. */
function Title({ event }: { event: AuditEvent }) {
  const words = titleOf(event);
  const page = pageOf(event);
  return (
    <Text as="span" fontWeight="medium">
      {page ? <Link url={page}>{words}</Link> : words}
    </Text>
  );
}

interface RowProps {
  event: AuditEvent;
  index: number;
  nameOf: (userId: string) => string;
}

function Row({ event, index, nameOf }: RowProps) {
  const { dateTime, now } = useFormats();
  return (
    <IndexTable.Row id={event.audit_event_id} position={index}>
      <IndexTable.Cell>{dateTime(event.at, now)}</IndexTable.Cell>
      <IndexTable.Cell>
        <Title event={event} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <OrderLink event={event} />
      </IndexTable.Cell>
      <IndexTable.Cell>{event.actor_label || event.actor_id}</IndexTable.Cell>
      <IndexTable.Cell>
        <Outcome status={event.status} />
      </IndexTable.Cell>
      <IndexTable.Cell className="audit-details">
        <AuditDetails event={event} nameOf={nameOf} />
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function NarrowRow({ event, index, nameOf }: RowProps) {
  const { dateTime, now } = useFormats();
  return (
    <IndexTable.Row id={event.audit_event_id} position={index}>
      <div style={{ padding: "12px 16px", inlineSize: "100%" }}>
        <BlockStack gap="100">
          <InlineStack align="space-between" gap="200">
            <Title event={event} />
            <Outcome status={event.status} />
          </InlineStack>
          <Text as="span" tone="subdued" variant="bodySm">
            {dateTime(event.at, now)} · {event.actor_label || event.actor_id}
          </Text>
          <OrderLink event={event} />
          <AuditDetails event={event} nameOf={nameOf} />
        </BlockStack>
      </div>
    </IndexTable.Row>
  );
}

function OrderLink({ event: { order_id: id, order_name: name } }: { event: AuditEvent }) {
  if (id === null) return null;
  return <Link url={orderUrl(id)}>{name || numberOf(id)}</Link>;
}

function Outcome({ status }: { status: string | null }) {
  if (status === "applied") return <StatusBadge look={{ text: text.outcomes.applied, tone: "success" }} />;
  if (status === "refused") return <StatusBadge look={{ text: text.outcomes.refused, tone: "warning" }} />;
  if (status === "noop") return <StatusBadge look={{ text: text.outcomes.noop }} />;
  return status === null ? null : <Badge>{readable(status)}</Badge>;
}

function Pager({ next }: { next: string | null }) {
  const [query] = useSearchParams();
  const link = (cursor: string | null) => {
    const params = new URLSearchParams(query);
    if (cursor === null) params.delete("cursor");
    else params.set("cursor", cursor);
    return `/app/audit?${params.toString()}`;
  };
  if (next === null && !query.get("cursor")) return null;
  return (
    <InlineStack align="center" gap="200">
      {query.get("cursor") ? <Button url={link(null)}>{text.newest}</Button> : null}
      {next === null ? null : <Button url={link(next)}>{text.older}</Button>}
    </InlineStack>
  );
}
