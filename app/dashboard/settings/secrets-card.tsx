import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { FormModal } from "#app/ui/form-modal.tsx";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { settingsText } from "./settings-text.ts";
import { type Secret, SecretBanner } from "./secret-banner.tsx";
import type { Changing } from "./use-change.ts";

export interface SecretsCardProps<Item> {
  words: { title: string; help: string; empty: string };
  changing: Changing;
  /** What was just made, which is shown this once. */
  secret: Secret | undefined;
  onSecretSeen: () => void;
  /** Makes another one. */
  form: ReactNode;
  items: readonly Item[];
  /** An item's facts, and what can be done with it. */
  children: (item: Item) => [facts: ReactNode, actions: ReactNode];
  /** What is about to be taken away, for as long as that is being asked. */
  removal: { title: string; body: string; action: string; onConfirm: () => void; onClose: () => void } | undefined;
}

/** Things that have a secret: made here, their secret shown once, taken away here after being asked. */
export function SecretsCard<Item extends { id: string }>({ words, changing, secret, onSecretSeen, form, items, children, removal }: SecretsCardProps<Item>) {
  return (
    <TitledCard title={words.title}>
      <BlockStack gap="400">
        <Text as="p" tone="subdued">
          {words.help}
        </Text>
        <FailureNote failure={changing.failure} unknownEffect={settingsText.lookFirst} />
        <SecretBanner secret={secret} onDismiss={onSecretSeen} />
        {form}
        {items.length === 0 ? <Text as="p">{words.empty}</Text> : null}
        {items.map((item) => {
          const [facts, actions] = children(item);
          return (
            <InlineStack key={item.id} align="space-between" blockAlign="center" gap="200">
              <BlockStack>{facts}</BlockStack>
              {actions}
            </InlineStack>
          );
        })}
      </BlockStack>
      {removal ? (
        <FormModal title={removal.title} submitLabel={removal.action} destructive loading={changing.running} onSubmit={removal.onConfirm} onClose={removal.onClose}>
          <Text as="p">{removal.body}</Text>
        </FormModal>
      ) : null}
    </TitledCard>
  );
}
