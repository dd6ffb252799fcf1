import { Badge, BlockStack, Button, Form, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { type ApiKeyRow, Role } from "#app/domains/shops/schema.ts";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { FormModal } from "#app/ui/form-modal.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { type Secret, SecretBanner } from "./secret-banner.tsx";
import { settingsText } from "./settings-text.ts";
import { type Changing, useChange } from "./use-change.ts";

const text = settingsText.keys;

/** Keys for API clients: made here, shown once, revoked here. */
export function KeysCard({ keys }: { keys: readonly ApiKeyRow[] }) {
  const { dateTime, now } = useFormats();
  const changing = useChange();
  const [secret, setSecret] = useState<Secret>();
  const [revoking, setRevoking] = useState<ApiKeyRow>();
  return (
    <TitledCard title={text.title}>
      <BlockStack gap="400">
        <Text as="p" tone="subdued">
          {text.help}
        </Text>
        <FailureNote failure={changing.failure} />
        <SecretBanner secret={secret} onDismiss={() => setSecret(undefined)} />
        <NewKey changing={changing} onCreated={(value) => setSecret({ title: text.key, help: text.keyHelp, value })} />
        {keys.length === 0 ? <Text as="p">{text.empty}</Text> : null}
        {keys.map((key) => (
          <InlineStack key={key.id} align="space-between" blockAlign="center" gap="200">
            <BlockStack>
              <InlineStack gap="200">
                <Text as="span" fontWeight="medium">
                  {key.name}
                </Text>
                <Badge>{readable(key.role)}</Badge>
              </InlineStack>
              <Text as="span" variant="bodySm" tone="subdued">
                {`${key.prefix}… · ${key.revokedAt ? t(text.revoked, { time: dateTime(key.revokedAt, now) }) : t(text.made, { time: dateTime(key.createdAt, now) })}`}
              </Text>
            </BlockStack>
            {key.revokedAt ? null : (
              <Button variant="plain" tone="critical" accessibilityLabel={`${text.revoke} ${key.name}`} onClick={() => setRevoking(key)}>
                {text.revoke}
              </Button>
            )}
          </InlineStack>
        ))}
      </BlockStack>
      {revoking ? (
        <FormModal
          title={text.revokeTitle}
          submitLabel={text.revoke}
          destructive
          loading={changing.running}
          onSubmit={() => void changing.send({ kind: "revokeKey", id: revoking.id }).then(() => setRevoking(undefined))}
          onClose={() => setRevoking(undefined)}
        >
          <Text as="p">{t(text.revokeBody, { name: revoking.name })}</Text>
        </FormModal>
      ) : null}
    </TitledCard>
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
