import { Button, InlineStack, Text, useCopyToClipboard } from "@shopify/polaris";
import { ClipboardCheckFilledIcon, ClipboardIcon } from "@shopify/polaris-icons";
import { t } from "./text.ts";
import { uiText } from "./ui-text.ts";

/** A value, such as an id, with a button that copies it. */
export function CopyValue({ label, value }: { label: string; value: string }) {
  const [copy, status] = useCopyToClipboard();
  const copied = status === "copied";
  return (
    <InlineStack gap="100" blockAlign="center" wrap={false}>
      <Text as="span" variant="bodySm">
        <span className="break-anywhere">{value}</span>
      </Text>
      <span aria-live="polite">
        <Button variant="tertiary" size="micro" icon={copied ? ClipboardCheckFilledIcon : ClipboardIcon} accessibilityLabel={copied ? uiText.copied : t(uiText.copyNamed, { label })} onClick={() => copy(value)} />
      </span>
    </InlineStack>
  );
}
