import { Form, Modal } from "@shopify/polaris";
import { type ReactNode, useEffect, useState } from "react";
import { uiText } from "./ui-text.ts";

export interface FormModalProps {
  title: string;
  submitLabel: string;
  /** Why it cannot be sent as it is; the button is then off. */
  blocked?: boolean;
  destructive?: boolean;
  loading?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with a form. Enter sends it; when it closes, the focus is back where it was. */
export function FormModal({ title, submitLabel, blocked = false, destructive, loading, onSubmit, onClose, children }: FormModalProps) {
  // Before the dialog takes the focus, so while it is rendered for the first time.
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // After the dialog has given the page back.
      requestAnimationFrame(() => {
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    },
    [opener],
  );

  const submit = () => {
    if (!blocked && !loading) onSubmit();
  };
  return (
    <Modal
      open
      title={title}
      onClose={onClose}
      primaryAction={{ content: submitLabel, onAction: submit, disabled: blocked, destructive, loading }}
      secondaryActions={[{ content: uiText.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <Form onSubmit={submit}>
          {children}
          <button type="submit" hidden disabled={blocked} />
        </Form>
      </Modal.Section>
    </Modal>
  );
}
