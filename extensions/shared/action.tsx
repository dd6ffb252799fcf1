import "@shopify/ui-extensions/admin.order-details.action.render";
import type { ComponentChildren } from "preact";
import { useAsking } from "./use-asking.ts";

export interface ActionProps {
  /** The texts of the extension's locale file; the common ones are `send`, `cancel` and `unreachable`. */
  text: (key: string) => string;
  heading: string;
  ready: boolean;
  close: () => void;
  send: () => Promise<void>;
  children: ComponentChildren;
}

/** A modal of the admin with a form, that closes when the app has done what it was asked. */
export function Action({ text, heading, ready, close, send, children }: ActionProps) {
  const { busy, failure, run } = useAsking(text("unreachable"));
  const submit = () =>
    run(async () => {
      await send();
      close();
    });
  return (
    <s-admin-action heading={heading}>
      <s-stack gap="base">
        {failure ? <s-banner tone="critical">{failure}</s-banner> : null}
        {children}
      </s-stack>
      <s-button slot="primary-action" variant="primary" disabled={!ready || busy} loading={busy} onClick={submit}>
        {text("send")}
      </s-button>
      <s-button slot="secondary-actions" onClick={close}>
        {text("cancel")}
      </s-button>
    </s-admin-action>
  );
}
