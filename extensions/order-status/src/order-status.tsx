import type { Api } from "@shopify/ui-extensions/customer-account.order-status.block.render";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../shared/ask.ts";
import { useAsking } from "../../shared/use-asking.ts";

declare const shopify: Api;
/** The app's address; Shopify CLI writes it in when it builds the extension. */
declare const process: { env: { APP_URL: string } };

type Kind = "cancel" | "return";

/** The answer of GET /customer/orders/{order}. */
interface CustomerOrder {
  state: string;
  steps: { kind: Kind; open: boolean; asked: boolean }[];
}

export default function orderStatus() {
  render(<OrderStatus />, document.body);
}

function text(key: string): string {
  return shopify.i18n.translate(key);
}

function request(body?: object): Promise<CustomerOrder> {
  const path = `/customer/orders/${encodeURIComponent(shopify.order.value?.id ?? "")}${body ? "/requests" : ""}`;
  return ask({ token: () => shopify.sessionToken.get(), origin: process.env.APP_URL }, path, body && (() => body));
}

function OrderStatus() {
  const [order, setOrder] = useState<CustomerOrder>();
  const { busy, failure, run } = useAsking(text("unreachable"));
  useEffect(() => void run(async () => setOrder(await request())), [run]);
  const askFor = (kind: Kind, note: string) => run(async () => setOrder(await request({ kind, ...(note.trim() ? { note: note.trim() } : {}) })));

  return (
    <s-section heading={text("name")}>
      {failure ? <s-banner tone="critical">{failure}</s-banner> : null}
      {order ? <s-paragraph>{text(`states.${order.state}`)}</s-paragraph> : null}
      {order?.steps.map((step) => (step.open || step.asked ? <Step key={step.kind} {...step} busy={busy} askFor={askFor} /> : null))}
    </s-section>
  );
}

interface StepProps {
  kind: Kind;
  asked: boolean;
  busy: boolean;
  askFor: (kind: Kind, note: string) => void;
}

function Step({ kind, asked, busy, askFor }: StepProps) {
  const [note, setNote] = useState("");
  if (asked) return <s-banner tone="info">{text(`${kind}.asked`)}</s-banner>;
  return (
    <s-stack gap="base">
      <s-text-field label={text("note")} value={note} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
      <s-button disabled={busy} loading={busy} onClick={() => askFor(kind, note)}>
        {text(`${kind}.ask`)}
      </s-button>
    </s-stack>
  );
}
