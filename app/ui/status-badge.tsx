import { Badge, type BadgeProps } from "@shopify/polaris";

/** How a state is shown: always a word, with a tone and, where it is a way with an end, how far along it is. */
export interface StatusLook {
  text: string;
  tone?: BadgeProps["tone"];
  progress?: "incomplete" | "partiallyComplete" | "complete";
}

/** A state as a badge. The word says it all, so a screen reader need not describe the colour. */
export function StatusBadge({ look: { text, tone, progress } }: { look: StatusLook }) {
  return (
    <Badge tone={tone} progress={progress} toneAndProgressLabelOverride="">
      {text}
    </Badge>
  );
}

/** The look of a state that came from elsewhere: known ones as given, others by their own name, made readable. */
export function lookOf(looks: Readonly<Record<string, StatusLook>>, state: string): StatusLook {
  return looks[state] ?? { text: readable(state) };
}

/** `partially_paid` as `Partially paid`. */
export function readable(name: string): string {
  const words = name.replace(/[_.]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
