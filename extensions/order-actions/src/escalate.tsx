import { render } from "preact";
import { useState } from "preact/hooks";
import { Action } from "../../shared/action.tsx";
import { act, close, orderId, text } from "./order-action.ts";

export default function escalate() {
  render(<Escalate />, document.body);
}

function Escalate() {
  const [note, setNote] = useState("");
  const send = () => act("/sync/orders/support", { orderId: orderId(), note: note.trim() });
  return (
    <Action text={text} heading={text("escalate.name")} ready={note.trim() !== ""} close={close} send={send}>
      <s-text-area label={text("escalate.note")} required rows={4} value={note} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
    </Action>
  );
}
