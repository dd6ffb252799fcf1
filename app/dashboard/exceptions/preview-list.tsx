import { Banner, BlockStack, InlineStack, List, Spinner, Text } from "@shopify/polaris";
import { type Change, Preview } from "#app/domains/exceptions/schema.ts";
import { t } from "#app/ui/text.ts";
import type { DecisionOutcome } from "./decision-request.ts";
import { exceptionsText } from "./exceptions-text.ts";

const text = exceptionsText.preview;

/** What a decision would change, before it is taken. */
export function PreviewList({ outcome, busy }: { outcome: DecisionOutcome | undefined; busy: boolean }) {
  if (!outcome) return busy ? <Working /> : null;
  if (!outcome.ok) return <Banner tone="warning" title={text.refused}>{outcome.message}</Banner>;
  const preview = Preview.safeParse(outcome.result);
  if (!preview.success) return null;
  const { changes, warnings } = preview.data;
  const lines = changes.filter(({ kind }) => kind !== "idempotency");
  return (
    <BlockStack gap="200">
      {warnings.map((warning) => (
        <Banner key={warning} tone="warning">{warning}</Banner>
      ))}
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">{text.title}</Text>
        {busy ? <Spinner size="small" accessibilityLabel={text.working} /> : null}
      </InlineStack>
      {lines.length === 0 ? <Text as="p" tone="subdued">{text.nothing}</Text> : (
        <List>
          {lines.map((change, index) => (
            <List.Item key={index}>
              <span className="break-anywhere">{describe(change)}</span>
            </List.Item>
          ))}
        </List>
      )}
    </BlockStack>
  );
}

function Working() {
  return (
    <InlineStack gap="200" blockAlign="center">
      <Spinner size="small" accessibilityLabel={text.working} />
      <Text as="span" tone="subdued">{text.working}</Text>
    </InlineStack>
  );
}

function describe(change: Change): string {
  const { kind } = change;
  if (kind === "transition") {
    const effects = Array.isArray(change["effects"]) ? change["effects"].map(String).join(", ") : "";
    return [`${String(change["transition"])}:`, t(text.transition, { from: String(change["from"]), to: String(change["to"]) }), effects ? t(text.effects, { effects }) : ""].filter(Boolean).join(" ");
  }
  if (kind === "outbox") return t(text.outbox, { type: String(change["type"]) });
  const place = [kind.replaceAll("_", " "), change["row"] ? Object.values(Object(change["row"])).join(" ") : "", String(change["path"] ?? "").slice(1).replaceAll("_", " ")].filter(Boolean).join(" · ");
  if (change["change"] === "added") return `${place} · ${text.added}`;
  if (change["change"] === "removed") return `${place} · ${text.removed}`;
  return `${place}: ${JSON.stringify(change["before"])} → ${JSON.stringify(change["after"])}`;
}
