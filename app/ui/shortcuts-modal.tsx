import { KeyboardKey, Modal, Text } from "@shopify/polaris";
import type { Shortcut } from "./shortcuts.ts";
import { uiText } from "./ui-text.ts";

/** The list of the keys that do something on this page. */
export function ShortcutsModal({ shortcuts, onClose }: { shortcuts: readonly Pick<Shortcut, "key" | "label">[]; onClose: () => void }) {
  return (
    <Modal open title={uiText.shortcuts.title} onClose={onClose} secondaryActions={[{ content: uiText.shortcuts.close, onAction: onClose }]}>
      <Modal.Section>
        {shortcuts.map(({ key, label }) => (
          <div className="shortcut-row" key={key}>
            <Text as="span">{label}</Text>
            <KeyboardKey>{key}</KeyboardKey>
          </div>
        ))}
      </Modal.Section>
    </Modal>
  );
}
