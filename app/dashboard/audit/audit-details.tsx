import { BlockStack, Text } from "@shopify/polaris";
import type { AuditEvent } from "#app/domains/ops-actions/schema.ts";
import { useFormats, useFrame } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { auditText } from "./audit-text.ts";
import { wordsOfEvent } from "./audit-words.ts";

/** What an event has to say besides, and the reference by which support finds everything else that it caused. */
export function AuditDetails({ event, nameOf }: { event: AuditEvent; nameOf: (userId: string) => string }) {
  const { dateTime, money, now } = useFormats();
  const { currencyCode } = useFrame().shop;
  const words = wordsOfEvent(event, {
    staff: nameOf,
    money: (value) => money(typeof value === "string" ? { amount: value, currencyCode } : value),
    time: (at) => dateTime(at, now),
  });
  return (
    <span className="break-anywhere">
      <BlockStack>
        {words.map((line) => (
          <Text key={line} as="span">
            {line}
          </Text>
        ))}
        <Text as="span" variant="bodySm" tone="subdued">
          {t(auditText.reference, { correlationId: event.correlation_id })}
        </Text>
      </BlockStack>
    </span>
  );
}
