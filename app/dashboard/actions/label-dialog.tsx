import { BlockStack, FormLayout, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { FormModal } from "#app/ui/form-modal.tsx";
import { SuggestField } from "#app/ui/suggest-field.tsx";
import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";
import { commonCarriers } from "./carriers.ts";
import { isWebAddress } from "./check-drafts.ts";
import type { DialogProps } from "./dialogs.ts";
import type { LabelDraft, ReturnDraft } from "./drafts.ts";
import { stepText } from "./return-steps.ts";

const text = actionText.label;
const empty: LabelDraft = { url: "", trackingNumber: "", carrier: "" };

/** Says that the customer has a label, and which; Shopify shows it to the customer. */
export function LabelDialog({ targets, draft, onSubmit, onClose }: DialogProps<ReturnDraft> & { draft: ReturnDraft }) {
  const [typed, setTyped] = useState(draft.label ?? empty);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<LabelDraft>) => setTyped({ ...typed, ...part });
  const isRight = typed.url.trim() === "" || isWebAddress(typed.url.trim());
  const { label, title, effect } = stepText(draft.step);

  return (
    <FormModal title={t(title, { name: targets[0]?.name ?? "" })} submitLabel={label} onSubmit={() => (isRight ? onSubmit({ ...draft, label: typed }) : setTried(true))} onClose={onClose}>
      <BlockStack gap="400">
        <Text as="p">{effect}</Text>
        <FormLayout>
          <TextField label={text.url} type="url" value={typed.url} onChange={(url) => change({ url })} helpText={text.urlHelp} error={tried && !isRight ? actionText.fulfill.urlWrong : undefined} autoComplete="off" autoFocus maxLength={2000} />
          <TextField label={text.trackingNumber} value={typed.trackingNumber} onChange={(trackingNumber) => change({ trackingNumber })} autoComplete="off" maxLength={200} />
          <SuggestField label={text.carrier} value={typed.carrier} onChange={(carrier) => change({ carrier })} suggestions={commonCarriers} maxLength={100} />
        </FormLayout>
      </BlockStack>
    </FormModal>
  );
}
