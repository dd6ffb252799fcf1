import { useNavigate } from "@remix-run/react";
import { BlockStack, Box, Button, Card, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { orderUrl } from "#app/dashboard/orders/order-url.ts";
import type { Mail } from "#app/domains/notifications/schema.ts";
import { EmptyList } from "#app/ui/empty-list.tsx";
import { useFormats, useFrame } from "#app/ui/frame.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { workflowText } from "./workflow-text.ts";

const text = workflowText.mails;

const looks: Record<Mail["status"], StatusLook> = {
  sent: { text: text.statuses.sent, tone: "success" },
  kept: { text: text.statuses.kept, tone: "info" },
  failed: { text: text.statuses.failed, tone: "critical" },
};

/** The mails about the shop's orders, newest first: what was sent, and what was kept to be read here. */
export function MailsPage({ mails, next }: { mails: readonly Mail[]; next: string | null }) {
  useLiveRefresh();
  const navigate = useNavigate();
  const maySet = useFrame().viewer.permissions.includes("settings");
  return (
    <Page title={text.title} subtitle={text.about}>
      <BlockStack gap="300">
        {mails.length === 0 ? (
          <Card>
            <EmptyList words={text.empty} action={maySet ? { content: text.settings, onAction: () => void navigate("/app/settings?section=mails") } : undefined} />
          </Card>
        ) : null}
        {mails.map((mail) => (
          <MailCard key={mail.id} mail={mail} />
        ))}
        {next ? (
          <InlineStack align="center">
            <Button url={`/app/mails?before=${next}`}>{text.older}</Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Page>
  );
}

function MailCard({ mail: { orderId, recipient, subject, text: body, status, error, at } }: { mail: Mail }) {
  const { dateTime, now } = useFormats();
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {subject}
          </Text>
          <InlineStack gap="200" blockAlign="center">
            <Text as="span" tone="subdued">
              {dateTime(at, now)}
            </Text>
            <StatusBadge look={looks[status]} />
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          <span className="break-anywhere">{recipient ? t(text.to, { recipient }) : text.nobody}</span>
        </Text>
        <Box padding="300" background="bg-surface-secondary" borderRadius="200">
          <span style={{ whiteSpace: "pre-wrap" }} className="break-anywhere">
            {body.trim()}
          </span>
        </Box>
        {error ? (
          <Text as="p" tone="critical">
            {error}
          </Text>
        ) : null}
        {orderId ? <Link url={orderUrl(orderId)}>{text.order}</Link> : null}
      </BlockStack>
    </Card>
  );
}
