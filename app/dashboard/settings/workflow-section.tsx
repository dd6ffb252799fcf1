import { BlockStack, DataTable, Text } from "@shopify/polaris";
import { guardName } from "#app/dashboard/workflow/guard-name.ts";
import { readable } from "#app/ui/status-badge.tsx";
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
        <DataTable
          columnContentTypes={["text", "text", "text", "text"]}
          headings={[text.name, text.way, text.guards, text.effects]}
          rows={transitions.map(({ name, from, to, guards, effects, toldOnly }) => [readable(name), `${from.map(readable).join(", ")} → ${readable(to)}`, toldOnly ? text.told : <Wrapped key="guards" names={guards.map(guardName)} />, <Wrapped key="effects" names={effects.map(readable)} />])}
          increasedTableDensity
          verticalAlign="top"
        />
      </BlockStack>
    </TitledCard>
  );
}

function Wrapped({ names }: { names: readonly string[] }) {
  return <span style={{ whiteSpace: "normal" }}>{names.join(", ")}</span>;
}
