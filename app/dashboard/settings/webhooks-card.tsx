import { Badge, Button, Form, FormLayout, InlineStack, Text, TextField } from "@shopify/polaris";
import { Fragment, useState } from "react";
import type { WebhookEndpoint } from "#app/domains/notifications/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import type { Secret } from "./secret-banner.tsx";
import { SecretsCard } from "./secrets-card.tsx";
import { settingsText } from "./settings-text.ts";
import { type Changing, useChange } from "./use-change.ts";

const text = settingsText.webhooks;

/** The shop's own endpoints: added, given another secret, removed. */
export function WebhooksCard({ endpoints }: { endpoints: readonly WebhookEndpoint[] }) {
  const { inlineDateTime, now } = useFormats();
  const changing = useChange();
  const [secret, setSecret] = useState<Secret>();
  const [removing, setRemoving] = useState<WebhookEndpoint>();
  const rotate = async (id: string) => {
    const answer = await changing.send({ kind: "rotateSecret", id });
    if (!answer) return;
    setSecret({ title: text.secret, help: text.secretHelp, value: String(answer["secret"]), note: t(text.overlap, { time: inlineDateTime(String(answer["previousUntil"]), now) }) });
  };
  const remove = ({ id }: WebhookEndpoint) => void changing.send({ kind: "removeEndpoint", id }).then(() => setRemoving(undefined));
  return (
    <SecretsCard
      words={text}
      changing={changing}
      secret={secret}
      onSecretSeen={() => setSecret(undefined)}
      form={<NewEndpoint changing={changing} onAdded={(value) => setSecret({ title: text.secret, help: text.secretHelp, value })} />}
      items={endpoints}
      removal={removing && { title: text.removeTitle, body: t(text.removeBody, { url: removing.url }), action: settingsText.remove, onConfirm: () => remove(removing), onClose: () => setRemoving(undefined) }}
    >
      {(endpoint) => [
        <Fragment key="facts">
          <span className="break-anywhere">
            <Text as="span" fontWeight="medium">
              {endpoint.url}
            </Text>
          </span>
          <Text as="span" variant="bodySm" tone="subdued">
            {endpoint.description}
          </Text>
          {endpoint.disabledAt ? <Badge tone="warning">{text.disabled}</Badge> : null}
        </Fragment>,
        <InlineStack key="actions" gap="300">
          <Button variant="plain" disabled={changing.running} onClick={() => void rotate(endpoint.id)}>
            {text.rotate}
          </Button>
          <Button variant="plain" tone="critical" onClick={() => setRemoving(endpoint)}>
            {settingsText.remove}
          </Button>
        </InlineStack>,
      ]}
    </SecretsCard>
  );
}

function NewEndpoint({ changing: { running, send, failure }, onAdded }: { changing: Changing; onAdded: (secret: string) => void }) {
  const [typed, setTyped] = useState({ url: "", description: "" });
  const add = async () => {
    const answer = await send({ kind: "addEndpoint", ...typed });
    if (typeof answer?.["secret"] !== "string") return;
    onAdded(answer["secret"]);
    setTyped({ url: "", description: "" });
  };
  return (
    <Form onSubmit={() => void add()}>
      <FormLayout>
        <FormLayout.Group>
          <TextField label={text.url} type="url" placeholder="https://" value={typed.url} onChange={(url) => setTyped({ ...typed, url })} error={failure?.errors.find(({ path }) => path === "url")?.message} autoComplete="off" />
          <TextField label={text.description} value={typed.description} onChange={(description) => setTyped({ ...typed, description })} maxLength={200} autoComplete="off" />
        </FormLayout.Group>
        <Button submit disabled={typed.url.trim() === ""} loading={running}>
          {text.add}
        </Button>
      </FormLayout>
    </Form>
  );
}
