import { BlockStack, Text } from "@shopify/polaris";
import { wordsOfDetails, wordsOfMatched } from "#app/dashboard/order/ops/ops-words.ts";
import type { AuditEvent } from "#app/domains/ops-actions/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { auditText } from "./audit-text.ts";

const longest = 160;

/** What an event has to say besides, and the reference by which support finds everything else that it caused. */
export function AuditDetails({ event: { details, correlation_id: correlationId } }: { event: AuditEvent }) {
  const { dateTime, now } = useFormats();
  const met = wordsOfMatched(details, (time) => dateTime(time, now));
  const said = wordsOfDetails(details) ?? (met === undefined ? listed(details) : undefined);
  return (
    <span className="break-anywhere">
      <BlockStack>
        {said ? <Text as="span">{said}</Text> : null}
        {met ? <Text as="span">{met}</Text> : null}
        <Text as="span" variant="bodySm" tone="subdued">
          {t(auditText.reference, { correlationId })}
        </Text>
      </BlockStack>
    </span>
  );
}

function listed(details: AuditEvent["details"]): string {
  if (typeof details["message"] === "string") return details["message"];
  const facts = Object.entries(details).filter(([name, value]) => value !== null && name !== "id");
  const text = facts.map(([name, value]) => `${readable(name)}: ${typeof value === "string" ? value : JSON.stringify(value)}`).join(" · ");
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
