import { render } from "preact";
import { useState } from "preact/hooks";
import { Action } from "../../shared/action.tsx";
import { act, close, orderId, text } from "./order-action.ts";

export default function openReturn() {
  render(<OpenReturn />, document.body);
}

function OpenReturn() {
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const said = { ...(reason.trim() ? { reason: reason.trim() } : {}), ...(note.trim() ? { note: note.trim() } : {}) };
  const send = () => act("/sync/orders/returns", { orderId: orderId(), action: "open", ...said });
  return (
    <Action text={text} heading={text("return.name")} ready close={close} send={send}>
      <s-paragraph>{text("return.help")}</s-paragraph>
      <s-text-field label={text("return.reason")} value={reason} onInput={({ currentTarget }) => setReason(currentTarget.value)} />
      <s-text-area label={text("return.note")} rows={3} value={note} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
    </Action>
  );
}
