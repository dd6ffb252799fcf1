import { Banner, BlockStack, ProgressBar, Text } from "@shopify/polaris";
import { useId } from "react";
import type { Onboarding } from "#app/domains/onboarding/schema.ts";
import { t } from "#app/ui/text.ts";
import { onboardingText } from "./onboarding-text.ts";

/** How far the reading in of a new shop's orders has come, or that it failed. */
export function ReadingIn({ readingIn }: { readingIn: NonNullable<Onboarding["readingIn"]> }) {
  const labelId = useId();
  const { failed, read, told } = readingIn;
  const text = onboardingText.reading;
  if (failed) {
    return (
      <Banner tone="warning" title={onboardingText.failed.title}>
        {t(onboardingText.failed.body, { read })}
      </Banner>
    );
  }
  return (
    <Banner tone="info" title={text.title}>
      <BlockStack gap="200">
        <Text as="p" id={labelId}>
          {told === 0 ? text.waiting : t(text.counted, { read, told: Math.max(read, told) })}
        </Text>
        <ProgressBar progress={told === 0 ? 0 : Math.min(100, (read / told) * 100)} size="small" ariaLabelledBy={labelId} />
      </BlockStack>
    </Banner>
  );
}
