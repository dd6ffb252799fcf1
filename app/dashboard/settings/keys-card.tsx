import { Badge, Button, Form, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { Fragment, useState } from "react";
import { type ApiKeyRow, Role } from "#app/domains/shops/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import type { Secret } from "./secret-banner.tsx";
import { SecretsCard } from "./secrets-card.tsx";
import { settingsText } from "./settings-text.ts";
import { type Changing, useChange } from "./use-change.ts";

const text = settingsText.keys;

/** Keys for API clients: made here, shown once, revoked here. */
export function KeysCard({ keys }: { keys: readonly ApiKeyRow[] }) {
  const { inlineDateTime, now } = useFormats();
  const changing = useChange();
  const [secret, setSecret] = useState<Secret>();
  const [revoking, setRevoking] = useState<ApiKeyRow>();
  const revoke = ({ id }: ApiKeyRow) => void changing.send({ kind: "revokeKey", id }).then(() => setRevoking(undefined));
  return (
    <SecretsCard
      words={text}
      changing={changing}
      secret={secret}
      onSecretSeen={() => setSecret(undefined)}
      form={<NewKey changing={changing} onCreated={(value) => setSecret({ title: text.key, help: text.keyHelp, value })} />}
      items={keys}
      removal={revoking && { title: text.revokeTitle, body: t(text.revokeBody, { name: revoking.name }), action: text.revoke, onConfirm: () => revoke(revoking), onClose: () => setRevoking(undefined) }}
    >
      {(key) => [
        <Fragment key="facts">
          <InlineStack gap="200">
            <Text as="span" fontWeight="medium">
              {key.name}
            </Text>
            <Badge>{readable(key.role)}</Badge>
          </InlineStack>
          <Text as="span" variant="bodySm" tone="subdued">
            {`${key.prefix}… · ${key.revokedAt ? t(text.revoked, { time: inlineDateTime(key.revokedAt, now) }) : t(text.made, { time: inlineDateTime(key.createdAt, now) })}`}
          </Text>
        </Fragment>,
        key.revokedAt ? null : (
          <Button key="revoke" variant="plain" tone="critical" accessibilityLabel={`${text.revoke} ${key.name}`} onClick={() => setRevoking(key)}>
            {text.revoke}
          </Button>
        ),
      ]}
    </SecretsCard>
  );
}

function NewKey({ changing: { running, send }, onCreated }: { changing: Changing; onCreated: (key: string) => void }) {
  const [typed, setTyped] = useState<{ name: string; role: Role }>({ name: "", role: "operator" });
  const create = async () => {
    const answer = await send({ kind: "createKey", ...typed });
    if (typeof answer?.["key"] !== "string") return;
    onCreated(answer["key"]);
    setTyped({ ...typed, name: "" });
  };
  return (
    <Form onSubmit={() => void create()}>
      <FormLayout>
        <FormLayout.Group>
          <TextField label={text.name} value={typed.name} onChange={(name) => setTyped({ ...typed, name })} maxLength={100} autoComplete="off" />
          <Select label={text.role} options={Role.options.map((value) => ({ value, label: settingsText.team.roles[value] }))} value={typed.role} onChange={(role) => setTyped({ ...typed, role: Role.parse(role) })} />
        </FormLayout.Group>
        <Button submit disabled={typed.name.trim() === ""} loading={running}>
          {text.create}
        </Button>
      </FormLayout>
    </Form>
  );
}
