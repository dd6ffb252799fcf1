import { toGid, type Gid } from "../model/ids.ts";

export interface ReturnReasonDefinition {
  id: Gid;
  handle: string;
  name: string;
  deleted: boolean;
}

const names = ["Unknown", "Changed my mind", "Item not as described", "Received the wrong item", "Other", "Damaged or defective", "Too small", "Too big", "Style", "Color"];

/** The reasons that every shop has; Shopify has many more, of which no order here suggests any. */
export const reasons: ReturnReasonDefinition[] = names.map((name, index) => {
  const handle = name === "Other" ? "other-reason" : name.toLowerCase().replaceAll(" ", "-");
  return { id: toGid("ReturnReasonDefinition", index + 1), handle, name, deleted: false };
});

export const otherReason = "other-reason";

export function reasonById(id: Gid): ReturnReasonDefinition | undefined {
  return reasons.find((reason) => reason.id === id);
}

/** The reasons that the older `returnReason` enum stands for. */
const legacy: Record<string, string> = {
  COLOR: "color",
  DEFECTIVE: "damaged-or-defective",
  NOT_AS_DESCRIBED: "item-not-as-described",
  OTHER: otherReason,
  SIZE_TOO_LARGE: "too-big",
  SIZE_TOO_SMALL: "too-small",
  STYLE: "style",
  UNKNOWN: "unknown",
  UNWANTED: "changed-my-mind",
  WRONG_ITEM: "received-the-wrong-item",
};

export function reasonByLegacy(name: string): ReturnReasonDefinition | undefined {
  return reasons.find(({ handle }) => handle === legacy[name]);
}
