import { BlockStack, Checkbox, FormLayout, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { OpsActionAnswer } from "#app/domains/ops-actions/schema.ts";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { FormModal } from "#app/ui/form-modal.tsx";
import { useRefresher } from "#app/ui/refresh-provider.tsx";
import { t } from "#app/ui/text.ts";
import { useAttempt } from "#app/ui/use-attempt.ts";
import type { OpsName } from "./ops-menu.tsx";
import { opsActionText } from "./ops-action-text.ts";

export type OpsResult = Pick<OpsActionAnswer, "action" | "status" | "details">;

export interface OpsDialogProps {
  action: OpsName;
  order: Pick<OrderDetail, "id" | "name" | "total">;
  onDone?: (result: OpsResult) => void;
  onClose: () => void;
}

/** Says what an action does, takes what it needs, and runs it once, however often it is sent. What is refused is said here. */
export function OpsDialog({ action, order, onDone, onClose }: OpsDialogProps) {
  const [typed, setTyped] = useState({ amount: "", reason: "", again: false });
  const [tried, setTried] = useState(false);
  const attempt = useAttempt();
  const refresher = useRefresher();
  const isRefund = action === "record-cod-refund";
  const isWhole = !isRefund || (typed.amount.trim() !== "" && typed.reason.trim() !== "");

  const run = async () => {
    setTried(true);
    if (!isWhole) return;
    const { amount, reason, again } = typed;
    const refund = isRefund ? { amount: amount.trim(), reason, ...(again ? { refund_key: attempt.key } : {}) } : {};
    const answer = await attempt.send(`/app/ops/${action}`, { order_id: order.id, ...refund });
    if (!answer) return;
    onDone?.(OpsActionAnswer.parse(answer));
    onClose();
    refresher.request();
  };
  const change = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });

  return (
    <FormModal title={opsActionText[action].label} submitLabel={opsActionText[action].submit} loading={attempt.running} onSubmit={() => void run()} onClose={onClose}>
      <BlockStack gap="400">
        <FailureNote failure={attempt.failure} />
        <Text as="p">{t(opsActionText[action].body, { name: order.name })}</Text>
        {isRefund ? <RefundFields typed={typed} tried={tried} currencyCode={order.total.currencyCode} onChange={change} /> : null}
      </BlockStack>
    </FormModal>
  );
}

interface RefundFieldsProps {
  typed: { amount: string; reason: string; again: boolean };
  tried: boolean;
  currencyCode: string;
  onChange: (part: Partial<RefundFieldsProps["typed"]>) => void;
}

function RefundFields({ typed, tried, currencyCode, onChange }: RefundFieldsProps) {
  const text = opsActionText["record-cod-refund"];
  return (
    <FormLayout>
      <TextField label={text.amount} value={typed.amount} onChange={(amount) => onChange({ amount })} prefix={currencyCode} inputMode="decimal" autoComplete="off" requiredIndicator autoFocus />
      <TextField label={text.reason} value={typed.reason} onChange={(reason) => onChange({ reason })} error={tried && typed.reason.trim() === "" ? text.reasonMissing : undefined} maxLength={500} autoComplete="off" requiredIndicator />
      <Checkbox label={text.again} checked={typed.again} onChange={(again) => onChange({ again })} />
    </FormLayout>
  );
}
