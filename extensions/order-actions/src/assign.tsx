import { render } from "preact";
import { useState } from "preact/hooks";
import { Action } from "../../shared/action.tsx";
import { act, close, orderId, text } from "./order-action.ts";

export default function assign() {
  render(<Assign />, document.body);
}

function Assign() {
  const [assignee, setAssignee] = useState("");
  const send = () => act("/sync/orders/assign", { orderIds: [orderId()], assignee: assignee.trim() || null });
  return (
    <Action text={text} heading={text("assign.name")} ready close={close} send={send}>
      <s-text-field label={text("assign.assignee")} details={text("assign.help")} value={assignee} onInput={({ currentTarget }) => setAssignee(currentTarget.value)} />
    </Action>
  );
}
