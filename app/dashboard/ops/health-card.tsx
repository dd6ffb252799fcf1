import { BlockStack, InlineGrid, Link, Text } from "@shopify/polaris";
import type { MetricsAnswer } from "#app/domains/metrics/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { opsText as text } from "./ops-text.ts";

interface Tile {
  label: string;
  value: string;
  /** Where the rows behind the number are. */
  url: string;
  alarming: boolean;
}

const late = 300;
const pollerLate = 1_800;

/** The gauges, each a link to the rows behind it. */
export function HealthCard({ metrics }: { metrics: MetricsAnswer }) {
  const { number, span } = useFormats();
  const tile = (label: string, value: number, url: string): Tile => ({ label, value: number(value), url, alarming: value > 0 });
  const tiles: Tile[] = [
    tile(text.gauges.failed, metrics.ops_outbox_failed_events, "#failures"),
    { ...tile(text.gauges.pending, metrics.ops_outbox_pending_events, "/app/ops/outbox"), alarming: metrics.ops_outbox_oldest_pending_age_seconds > late },
    tile(text.gauges.exceptions, metrics.ops_exceptions_open, "/app/exceptions"),
    tile(text.gauges.drift, metrics.ops_inventory_reserved_stock_drift_products, "/app/inventory#drift"),
    tile(text.gauges.stuck, metrics.ops_reservations_stuck, "/app/inventory#stuck"),
    { ...tile(text.gauges.conflicts, metrics.ops_assignment_conflicts_total, "/app/inventory#conflicts"), alarming: false },
    { label: text.gauges.late, value: span(metrics.ops_webhooks_late_seconds), url: "#charts", alarming: metrics.ops_webhooks_late_seconds > late },
    { label: text.gauges.poller, value: span(metrics.ops_poller_last_tick_age_seconds), url: "/app/sync", alarming: metrics.ops_poller_last_tick_age_seconds > pollerLate },
  ];
  return (
    <TitledCard title={text.health}>
      <BlockStack gap="300">
        <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
          {tiles.map(({ label, value, url, alarming }) => (
            <BlockStack key={label} gap="050">
              <Link url={url} removeUnderline monochrome>
                <Text as="span" variant="bodySm" tone="subdued">
                  {label}
                </Text>
                <br />
                <Text as="span" variant="headingLg" tone={alarming ? "critical" : undefined}>
                  {value}
                </Text>
              </Link>
            </BlockStack>
          ))}
        </InlineGrid>
        <Text as="p" tone="subdued">
          {t(text.alive, { processes: processesOf(metrics) })}
        </Text>
      </BlockStack>
    </TitledCard>
  );
}

/** Which processes are alive, by what they do. */
function processesOf({ processes }: MetricsAnswer): string {
  const roles = ["web", "worker", "all"] as const;
  const counts = roles.map((role) => [role, processes.filter((process) => process.role === role).length] as const);
  return counts.flatMap(([role, count]) => (count > 0 ? [t(text.roles[role], { count })] : [])).join(", ");
}

/** Whether anybody does what is to be done in the background. */
export function hasWorker({ processes }: MetricsAnswer): boolean {
  return processes.some(({ role }) => role !== "web");
}
