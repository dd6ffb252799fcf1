import { Badge, Banner, BlockStack, DataTable, Layout, Page, ProgressBar, Text } from "@shopify/polaris";
import type { SyncStatus } from "#app/domains/polling/schema.ts";
import { Facts } from "#app/ui/facts.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { syncText } from "./sync-text.ts";

/** How the shop is kept in step with Shopify: the regular check, what webhooks missed, and the reading in of earlier orders. */
export function SyncPage({ status }: { status: SyncStatus }) {
  const { poller } = status;
  const { inlineDateTime, now } = useFormats();
  return (
    <Page title={syncText.title} subtitle={syncText.subtitle}>
      <BlockStack gap="400">
        {poller.failingSince && (
          <Banner tone="warning" title={t(syncText.poller.failing, { time: inlineDateTime(poller.failingSince, now) })}>
            {t(syncText.poller.failingHelp, { count: poller.failures })}
          </Banner>
        )}
        <Layout>
          <Layout.Section>
            <WebhookGapCard gap={status.webhookGap} />
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <PollerCard poller={poller} />
              <BackfillCard backfill={status.backfill} />
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}

function PollerCard({ poller }: Pick<SyncStatus, "poller">) {
  const { dateTime, now } = useFormats();
  const text = syncText.poller;
  const at = (time: string | null) => (time === null ? syncText.never : dateTime(time, now));
  return (
    <TitledCard title={text.title} actions={poller.running ? <Badge tone="info">{text.running}</Badge> : undefined}>
      <Text as="p" tone="subdued">
        {text.help}
      </Text>
      <Facts
        facts={[
          { label: text.last, value: at(poller.lastTickAt) },
          { label: text.next, value: at(poller.nextRunAt) },
          { label: text.found, value: String(poller.lastRead) },
        ]}
      />
    </TitledCard>
  );
}

function WebhookGapCard({ gap }: { gap: SyncStatus["webhookGap"] }) {
  const { dateTime, now } = useFormats();
  const text = syncText.gap;
  if (gap.length === 0) return <TitledCard title={text.title} empty={text.none} />;
  return (
    <TitledCard title={text.title}>
      <Text as="p" tone="subdued">
        {text.help}
      </Text>
      <DataTable
        columnContentTypes={["text", "numeric", "text"]}
        headings={[text.topic, text.missed, text.last]}
        rows={gap.map(({ topic, missed, lastAt }) => [topic, missed, dateTime(lastAt, now)])}
      />
    </TitledCard>
  );
}

/** How far the reading in of earlier orders is; also for the first steps after the installation. */
export function BackfillCard({ backfill }: Pick<SyncStatus, "backfill">) {
  const { state, ordersTold, ordersRead, percent } = backfill;
  const text = syncText.backfill;
  const words: Record<typeof state, string> = {
    queued: text.queued,
    running: t(text.running, { count: ordersTold }),
    reading: t(text.reading, { read: ordersRead, count: ordersTold }),
    done: t(text.done, { count: ordersRead }),
    failed: text.failed,
  };
  return (
    <TitledCard title={text.title}>
      <Text as="p" tone={state === "failed" ? "critical" : "subdued"}>
        {words[state]}
      </Text>
      {state === "reading" && <ProgressBar progress={percent ?? 0} size="small" />}
    </TitledCard>
  );
}
