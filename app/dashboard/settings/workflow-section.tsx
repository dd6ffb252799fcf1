import { BlockStack, Text } from "@shopify/polaris";
import { TransitionsTable } from "#app/dashboard/workflow/transitions-table.tsx";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { settingsText } from "./settings-text.ts";
import { type DiagramTransition, WorkflowDiagram } from "./workflow-diagram.tsx";

const text = settingsText.workflow;

/** The machine that orders go through, as the registry has it. */
export function WorkflowSection({ transitions }: { transitions: readonly DiagramTransition[] }) {
  return (
    <TitledCard title={text.title}>
      <BlockStack gap="400">
        <Text as="p" tone="subdued">
          {text.help}
        </Text>
        <WorkflowDiagram transitions={transitions} title={text.title} />
        <TransitionsTable transitions={transitions} />
      </BlockStack>
    </TitledCard>
  );
}
