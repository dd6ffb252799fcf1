import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { Lesson, RuleView } from "#app/domains/exceptions/schema.ts";
import { useFrame, useRefusal } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { exceptionsText } from "./exceptions-text.ts";
import { useDecision } from "./use-decision.ts";

/** The rules that settle exceptions by themselves, each with who made it and why. */
export function RulesCard({ rules }: { rules: readonly RuleView[] }) {
  const text = exceptionsText.rules;
  const { viewer } = useFrame();
  const refusal = useRefusal("exceptions:resolve");
  const { busy, send } = useDecision("rules");
  return (
    <TitledCard title={text.title} empty={rules.length === 0 ? text.empty : undefined}>
      <BlockStack gap="300">
        {rules.map((rule) => (
          <InlineStack key={rule.rule_id} align="space-between" blockAlign="center" gap="200">
            <BlockStack gap="050">
              <Text as="span">
                <strong>{text.decisions[rule.decision]}</strong> · {t(text.line, { source: rule.source, type: rule.event_type })} · {t(text.settled, { count: rule.settled })}
              </Text>
              <Text as="span" tone="subdued">
                {t(text.by, { actor: rule.created_by, notes: rule.notes })}
              </Text>
            </BlockStack>
            {rule.revoked_at ? (
              <Text as="span" tone="subdued">
                {text.revoked}
              </Text>
            ) : (
              <Button tone="critical" variant="tertiary" loading={busy} disabled={refusal !== undefined} onClick={() => send({ op: "revoke-rule", ruleId: rule.rule_id, actor: viewer.name })}>
                {text.revoke}
              </Button>
            )}
          </InlineStack>
        ))}
      </BlockStack>
    </TitledCard>
  );
}

/** What was overridden again and again: what a validation rule would have caught. */
export function LessonsCard({ lessons }: { lessons: readonly Lesson[] }) {
  const text = exceptionsText.lessons;
  return (
    <TitledCard title={text.title} empty={lessons.length === 0 ? text.empty : undefined}>
      <BlockStack gap="200">
        <Text as="p" tone="subdued">
          {text.help}
        </Text>
        {lessons.slice(0, 10).map((lesson) => (
          <BlockStack key={`${lesson.source} ${lesson.event_type} ${lesson.reason_code} ${lesson.chosen} ${lesson.patched_paths.join(" ")}`} gap="050">
            <Text as="span">
              <strong>{t(text.times, { count: lesson.count })}</strong> · {t(exceptionsText.rules.line, { source: lesson.source, type: lesson.event_type })} · {text.chosen[lesson.chosen]}
              {lesson.patched_paths.length > 0 ? ` · ${lesson.patched_paths.join(", ")}` : ""}
            </Text>
            <Text as="span" tone="subdued">
              {lesson.notes.join(" · ")}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </TitledCard>
  );
}
