import { Banner, BlockStack, Box, Button, Form, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { WebhookEndpoint } from "#app/domains/notifications/schema.ts";
import { isRecord } from "#app/platform/records.ts";
import { failureOf, type SyncFailure } from "#app/platform/sync.ts";
import { CopyValue } from "#app/ui/copy-value.tsx";
import { useRefresher } from "#app/ui/refresh-provider.tsx";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { uiText } from "#app/ui/ui-text.ts";
import { workflowText } from "./workflow-text.ts";

const text = workflowText.endpoints;

/** The shop's own endpoints, which are told of every transition. A new one's secret is shown once. */
export function EndpointsCard({ endpoints }: { endpoints: readonly WebhookEndpoint[] }) {
  const refresher = useRefresher();
  const [url, setUrl] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<SyncFailure>();
  const [secret, setSecret] = useState<string>();

  const change = async (body: object) => {
    setBusy(true);
    const answer = await send(body);
    setBusy(false);
    setFailure(answer.failure);
    if (answer.failure) return;
    setSecret(answer.secret);
    setUrl("");
    refresher.request();
  };
  return (
    <TitledCard title={text.title}>
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {endpoints.length === 0 ? `${text.about} ${text.empty}` : text.about}
        </Text>
        {endpoints.map(({ id, url: address, disabledAt }) => (
          <InlineStack key={id} align="space-between" blockAlign="center" gap="200">
            <Box>
              <span className="break-anywhere">{address}</span>
              {disabledAt ? (
                <Text as="p" tone="caution">
                  {text.disabled}
                </Text>
              ) : null}
            </Box>
            <Button size="slim" tone="critical" variant="plain" disabled={busy} onClick={() => void change({ remove: id })}>
              {text.remove}
            </Button>
          </InlineStack>
        ))}
        {secret ? (
          <Banner tone="success">
            <Text as="p">{text.secret}</Text>
            <CopyValue label={text.title} value={secret} />
          </Banner>
        ) : null}
        <Form onSubmit={() => void change({ add: { url } })}>
          <TextField
            label={text.url}
            type="url"
            value={url}
            onChange={setUrl}
            helpText={text.urlHelp}
            error={failure?.message}
            autoComplete="off"
            maxLength={2_000}
            connectedRight={
              <Button submit loading={busy} disabled={url.trim() === ""}>
                {text.add}
              </Button>
            }
          />
        </Form>
      </BlockStack>
    </TitledCard>
  );
}

async function send(body: object): Promise<{ failure?: SyncFailure; secret?: string }> {
  const response = await fetch("/app/workflow/endpoints", { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(body) }).catch(() => undefined);
  const answer: unknown = await response?.json().catch(() => undefined);
  const fields = isRecord(answer) ? answer : {};
  if (!response?.ok) return { failure: failureOf(response?.status ?? 0, fields["failure"], uiText.failure.unreachable) };
  return typeof fields["secret"] === "string" ? { secret: fields["secret"] } : {};
}
