import { Banner, BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import type { Health } from "#app/domains/exceptions/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { exceptionsText } from "./exceptions-text.ts";

const text = exceptionsText.health;

/** How intake is doing, in figures that change as decisions are taken. */
export function HealthFigures({ health }: { health: Health }) {
  const { number } = useFormats();
  const figures = [
    { label: text.open, value: health.exceptions_open, id: "open" },
    { label: text.processed, value: health.idempotency.processed, id: "processed" },
    { label: text.quarantined, value: health.idempotency.quarantined, id: "quarantined" },
    { label: text.ignored, value: health.idempotency.ignored, id: "ignored" },
    { label: text.pending, value: health.pending, id: "pending" },
  ];
  return (
    <BlockStack gap="300">
      {health.status === "degraded" ? <Banner tone="warning">{text.degraded}</Banner> : null}
      <Card>
        <div aria-live="polite">
          <InlineGrid columns={{ xs: 2, sm: 5 }} gap="300">
            {figures.map(({ label, value, id }) => (
              <BlockStack key={id} gap="050">
                <Text as="span" tone="subdued" variant="bodySm">
                  {label}
                </Text>
                <span data-figure={id}>
                  <Text as="span" variant="headingLg" tone={id === "open" && value > 0 ? "critical" : undefined}>
                    {number(value)}
                  </Text>
                </span>
              </BlockStack>
            ))}
          </InlineGrid>
        </div>
      </Card>
    </BlockStack>
  );
}
