import { useFetcher } from "@remix-run/react";
import { BlockStack, Box, Button, Card, Icon, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { CheckCircleIcon, XIcon } from "@shopify/polaris-icons";
import { useId } from "react";
import type { Onboarding } from "#app/domains/onboarding/schema.ts";
import { t } from "#app/ui/text.ts";
import { onboardingText as text } from "./onboarding-text.ts";

/** The first steps with the app, until they are taken or put away. */
export function FirstSteps({ steps }: { steps: NonNullable<Onboarding["steps"]> }) {
  const fetcher = useFetcher();
  const [titleId, progressId] = [useId(), useId()];
  const done = steps.filter((step) => step.done).length;
  if (fetcher.state !== "idle" || fetcher.data) return null;
  return (
    <Box as="section" aria-labelledby={titleId}>
      <Card>
        <BlockStack gap="400">
          <BlockStack gap="200">
            <InlineStack align="space-between" blockAlign="center" wrap={false}>
              <Text as="h2" variant="headingMd" id={titleId}>
                {text.title}
              </Text>
              <Button variant="tertiary" icon={XIcon} accessibilityLabel={text.dismiss} onClick={() => fetcher.submit(null, { method: "post", action: "/app/onboarding" })} />
            </InlineStack>
            <Text as="p" tone="subdued" id={progressId}>
              {t(text.progress, { done, count: steps.length })}
            </Text>
            <ProgressBar progress={(done / steps.length) * 100} size="small" tone="primary" ariaLabelledBy={progressId} />
          </BlockStack>
          <ul className="first-steps">
            {steps.map((step) => (
              <Step key={step.id} {...step} />
            ))}
          </ul>
        </BlockStack>
      </Card>
    </Box>
  );
}

function Step({ id, done }: NonNullable<Onboarding["steps"]>[number]) {
  const { title, body } = text.steps[id];
  return (
    <li className="first-step">
      <span className="first-step__mark">{done ? <Icon source={CheckCircleIcon} accessibilityLabel={text.done} /> : <span className="first-step__open" role="img" aria-label={text.open} />}</span>
      <BlockStack>
        <Text as="h3" fontWeight={done ? "regular" : "semibold"} {...(done ? { tone: "subdued" } : {})}>
          {title}
        </Text>
        {done ? null : (
          <Text as="p" tone="subdued">
            {body}
          </Text>
        )}
      </BlockStack>
    </li>
  );
}
