import { BlockStack, Box, Button, EmptyState, InlineStack, Link, Text } from "@shopify/polaris";
import type { ExceptionRow, ExceptionsPage } from "#app/domains/exceptions/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { exceptionsText } from "./exceptions-text.ts";
import { reasonLook } from "./reason-look.ts";

export interface QueueListProps {
  page: ExceptionsPage;
  filtered: boolean;
  onClear: () => void;
  onMore: () => void;
}

/** The queue, newest first; each line is a link to its exception. */
export function QueueList({ page, filtered, onClear, onMore }: QueueListProps) {
  const { empty, filters } = exceptionsText;
  if (page.exceptions.length === 0) {
    return (
      <EmptyState heading={filtered ? empty.filteredTitle : empty.title} image="" action={filtered ? { content: empty.clear, onAction: onClear } : undefined}>
        <p>{empty.body}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="plain-list" aria-label={exceptionsText.title}>
        {page.exceptions.map((row) => (
          <QueueRow key={row.exception_id} row={row} />
        ))}
      </ul>
      <Box padding="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="span" tone="subdued">
            {t(filters.total, { count: page.total })}
          </Text>
          {page.next_cursor ? <Button onClick={onMore}>{filters.more}</Button> : null}
        </InlineStack>
      </Box>
    </>
  );
}

function QueueRow({ row }: { row: ExceptionRow }) {
  const { ago, fullDateTime, now } = useFormats();
  return (
    <li className="queue-row">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Link url={`/app/exceptions/${row.exception_id}`} dataPrimaryLink monochrome removeUnderline>
            <Text as="span" fontWeight="semibold">
              {row.summary}
            </Text>
          </Link>
          <StatusBadge look={reasonLook(row.reason_code)} />
          {row.status === "resolved" ? <StatusBadge look={{ text: exceptionsText.statuses.resolved, tone: "success" }} /> : null}
        </InlineStack>
        <InlineStack gap="300">
          <Text as="span">{row.event_type}</Text>
          <Text as="span" tone="subdued">
            <span className="break-anywhere">{row.idempotency_key}</span>
          </Text>
          <Text as="span" tone="subdued">
            <time dateTime={row.opened_at} title={fullDateTime(row.opened_at)}>
              {t(exceptionsText.opened, { ago: ago(row.opened_at, now) })}
            </time>
          </Text>
          {row.replay_attempts > 0 ? (
            <Text as="span" tone="subdued">
              {t(exceptionsText.attempts, { count: row.replay_attempts })}
            </Text>
          ) : null}
        </InlineStack>
      </BlockStack>
    </li>
  );
}
