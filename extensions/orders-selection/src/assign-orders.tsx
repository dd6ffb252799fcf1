import { render } from "preact";
import { useState } from "preact/hooks";
import { Action } from "../../shared/action.tsx";
import { act, close, mostOrders, orderIds, text } from "./selection.ts";

export default function assignOrders() {
  render(<AssignOrders />, document.body);
}

function AssignOrders() {
  const [assignee, setAssignee] = useState("");
  const count = orderIds().length;
  const send = () => act<void>("/sync/orders/assign", { assignee: assignee.trim() || null });
  return (
    <Action text={text} heading={text("assign.name")} ready={count <= mostOrders} close={close} send={send}>
      <s-paragraph>{count <= mostOrders ? text("selected", { count }) : text("tooMany")}</s-paragraph>
      <s-text-field label={text("assign.assignee")} details={text("assign.help")} value={assignee} onInput={({ currentTarget }) => setAssignee(currentTarget.value)} />
    </Action>
  );
}
