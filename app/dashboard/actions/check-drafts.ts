import { actionText } from "./action-text.ts";
import type { FulfillDraft } from "./drafts.ts";

export interface FulfillProblems {
  number?: string;
  carrier?: string;
  url?: string;
}

/** What is wrong with a fulfilment as it is typed, by field; the same that the endpoint would refuse. */
export function fulfillProblems({ number, carrier, url }: FulfillDraft, numberNeeded = false): FulfillProblems {
  const text = actionText.fulfill;
  const hasNumber = number.trim() !== "";
  const hasCarrier = carrier.trim() !== "";
  return {
    ...(!hasNumber && numberNeeded ? { number: text.numberNeeded } : {}),
    ...(!hasNumber && !numberNeeded && (hasCarrier || url.trim() !== "") ? { number: text.numberMissing } : {}),
    ...(hasNumber && !hasCarrier ? { carrier: text.carrierMissing } : {}),
    ...(url.trim() !== "" && !isWebAddress(url.trim()) ? { url: text.urlWrong } : {}),
  };
}

/** Whether a text is an address that a browser can open. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
