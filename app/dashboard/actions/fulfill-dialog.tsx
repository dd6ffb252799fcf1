import { Banner, BlockStack, Checkbox, FormLayout, TextField } from "@shopify/polaris";
import { useState } from "react";
import { FormModal } from "#app/ui/form-modal.tsx";
import { SuggestField } from "#app/ui/suggest-field.tsx";
import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";
import { commonCarriers } from "./carriers.ts";
import { fulfillProblems } from "./check-drafts.ts";
import type { DialogProps } from "./dialogs.ts";
import { areFulfilled, areRefused, type FulfillDraft, fulfillDraftOf, type OrderTarget } from "./drafts.ts";
import { namesOf } from "./names-of.ts";

const text = actionText.fulfill;

/** Marks orders as fulfilled, with tracking or without. */
export function FulfillDialog({ targets, draft, onSubmit, onClose }: DialogProps<FulfillDraft>) {
  const [typed, setTyped] = useState(draft ?? fulfillDraftOf(targets));
  const [tried, setTried] = useState(false);
  const change = (part: Partial<FulfillDraft>) => setTyped({ ...typed, ...part });
  const updates = areFulfilled(targets);
  const problems = fulfillProblems(typed, updates);
  const isRight = Object.keys(problems).length === 0;
  const [first] = targets;
  const [title, submit] = updates ? [text.updateTitle, text.updateLabel] : areRefused(targets) ? [text.retryTitle, text.retryLabel] : [text.title, text.submit];

  return (
    <FormModal
      title={t(title, { count: targets.length, name: first?.name ?? "" })}
      submitLabel={submit}
      onSubmit={() => (isRight ? onSubmit(typed) : setTried(true))}
      onClose={onClose}
    >
      <BlockStack gap="400">
        <Hints targets={targets} hasNumber={typed.number.trim() !== ""} />
        <FormLayout>
          <TextField label={text.number} value={typed.number} onChange={(number) => change({ number })} helpText={updates ? undefined : text.numberHelp} error={tried ? problems.number : undefined} autoComplete="off" autoFocus maxLength={200} />
          <SuggestField label={text.carrier} value={typed.carrier} onChange={(carrier) => change({ carrier })} suggestions={commonCarriers} error={tried ? problems.carrier : undefined} maxLength={100} />
          <TextField label={text.url} type="url" value={typed.url} onChange={(url) => change({ url })} helpText={text.urlHelp} error={tried ? problems.url : undefined} autoComplete="off" maxLength={2000} />
          <Checkbox label={text.notify} checked={typed.notifyCustomer} onChange={(notifyCustomer) => change({ notifyCustomer })} />
        </FormLayout>
        {typed.notifyCustomer ? <Banner tone="warning">{t(text.notifyWarning, { count: targets.length })}</Banner> : null}
      </BlockStack>
    </FormModal>
  );
}

/** What is worth knowing of these orders before they are marked. */
function Hints({ targets, hasNumber }: { targets: readonly OrderTarget[]; hasNumber: boolean }) {
  const cancelled = targets.filter((target) => target.cancelled);
  const fulfilled = areFulfilled(targets) ? [] : targets.filter(({ fulfillmentStatus }) => fulfillmentStatus === "fulfilled");
  return (
    <>
      {cancelled.length > 0 ? <Banner tone="critical">{t(text.cancelled, { count: cancelled.length, names: namesOf(cancelled) })}</Banner> : null}
      {fulfilled.length > 0 ? <Banner tone="info">{t(text.already, { count: fulfilled.length, names: namesOf(fulfilled) })}</Banner> : null}
      {hasNumber && targets.length > 1 ? <Banner tone="warning">{t(text.sameTracking, { count: targets.length })}</Banner> : null}
    </>
  );
}
