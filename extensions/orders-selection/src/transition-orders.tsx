import { render } from "preact";
import { useState } from "preact/hooks";
import { Action } from "../../shared/action.tsx";
import { useAsking } from "../../shared/use-asking.ts";
import { act, close, mostOrders, orderIds, text } from "./selection.ts";

const states = ["paid", "shipped", "fulfilled", "cancelled", "refunded", "returned"];

/** The answer of POST /sync/orders/transition, as far as it is shown. */
interface Plan {
  succeeded: number;
  failed: number;
  results: { id: string; ok: boolean; reason?: string }[];
}

export default function transitionOrders() {
  render(<TransitionOrders />, document.body);
}

function TransitionOrders() {
  const [toState, setToState] = useState("paid");
  const [note, setNote] = useState("");
  const [plan, setPlan] = useState<Plan>();
  const { busy, failure, run } = useAsking(text("unreachable"));
  const count = orderIds().length;

  const change = (set: () => void) => {
    set();
    setPlan(undefined);
  };
  const request = (dryRun: boolean) => act<Plan>("/sync/orders/transition", { toState, dryRun, ...(note.trim() ? { note: note.trim() } : {}) });
  const check = () => run(async () => setPlan(await request(true)));
  const send = async () => void (await request(false));

  return (
    <Action text={text} heading={text("transition.name")} ready={(plan?.succeeded ?? 0) > 0} close={close} send={send}>
      <s-paragraph>{count <= mostOrders ? text("selected", { count }) : text("tooMany")}</s-paragraph>
      <s-select label={text("transition.state")} value={toState} onChange={({ currentTarget }) => change(() => setToState(currentTarget.value))}>
        {states.map((state) => (
          <s-option key={state} value={state}>
            {text(`states.${state}`)}
          </s-option>
        ))}
      </s-select>
      <s-text-field label={text("transition.note")} value={note} onInput={({ currentTarget }) => change(() => setNote(currentTarget.value))} />
      <s-button onClick={check} loading={busy} disabled={busy || count > mostOrders}>
        {text("transition.check")}
      </s-button>
      {failure ? <s-banner tone="critical">{failure}</s-banner> : null}
      {plan ? <PlanText plan={plan} /> : null}
    </Action>
  );
}

function PlanText({ plan: { succeeded, failed, results } }: { plan: Plan }) {
  const reasons = [...new Set(results.flatMap(({ ok, reason }) => (ok || !reason ? [] : [reason])))];
  return (
    <s-stack gap="small-300">
      <s-text>{text("transition.plan", { succeeded, total: succeeded + failed })}</s-text>
      {reasons.map((reason) => (
        <s-text key={reason} color="subdued">
          {reason}
        </s-text>
      ))}
    </s-stack>
  );
}
