import { Banner, BlockStack, Text } from "@shopify/polaris";
import { CopyValue } from "#app/ui/copy-value.tsx";

export interface Secret {
  title: string;
  help: string;
  value: string;
  note?: string;
}

/** A secret that is shown this once. */
export function SecretBanner({ secret, onDismiss }: { secret: Secret | undefined; onDismiss: () => void }) {
  if (!secret) return null;
  return (
    <Banner tone="success" title={secret.title} onDismiss={onDismiss}>
      <BlockStack gap="100">
        <Text as="p">{secret.help}</Text>
        <code className="break-anywhere">
          <CopyValue label={secret.title} value={secret.value} />
        </code>
        {secret.note ? <Text as="p">{secret.note}</Text> : null}
      </BlockStack>
    </Banner>
  );
}
