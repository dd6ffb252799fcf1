import { BlockStack, DataTable, Divider, InlineStack, Text, useBreakpoints } from "@shopify/polaris";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { guardName } from "./guard-name.ts";
import { workflowText } from "./workflow-text.ts";

const text = workflowText.transitions;

export interface TransitionLine {
  name: string;
  from: readonly string[];
  to: string;
  guards: readonly string[];
  effects: readonly string[];
  /** Followed when Shopify tells of it; nobody can ask for it. */
  toldOnly: boolean;
}

/** The workflow's transitions, what is asked before each and what it does; on a narrow screen one below the other. */
export function TransitionsTable({ transitions }: { transitions: readonly TransitionLine[] }) {
  const { smDown } = useBreakpoints();
  const lines = transitions.map(({ name, from, to, guards, effects, toldOnly }) => ({
    name: readable(name),
    way: t(text.way, { from: from.map(readable).join(", "), to: readable(to) }),
    guards: toldOnly ? text.told : guards.map(guardName).join(", "),
    effects: effects.map(readable).join(", "),
  }));
  if (smDown) return <NarrowLines lines={lines} />;
  return (
    <DataTable
      columnContentTypes={["text", "text", "text", "text"]}
      headings={[text.name, text.wayTitle, text.guards, text.effects]}
      rows={lines.map(({ name, way, guards, effects }) => [name, way, <Wrapped key="guards" words={guards} />, <Wrapped key="effects" words={effects} />])}
      increasedTableDensity
      verticalAlign="top"
    />
  );
}

interface Line {
  name: string;
  way: string;
  guards: string;
  effects: string;
}

function NarrowLines({ lines }: { lines: readonly Line[] }) {
  return (
    <BlockStack gap="300">
      {lines.map(({ name, way, guards, effects }) => (
        <BlockStack key={name} gap="100">
          <Divider />
          <InlineStack align="space-between" gap="200">
            <Text as="span" fontWeight="medium">
              {name}
            </Text>
            <Text as="span">{way}</Text>
          </InlineStack>
          <Text as="span" variant="bodySm" tone="subdued">
            {t(text.narrow, { title: text.guards, words: guards })}
          </Text>
          <Text as="span" variant="bodySm" tone="subdued">
            {t(text.narrow, { title: text.effects, words: effects })}
          </Text>
        </BlockStack>
      ))}
    </BlockStack>
  );
}

function Wrapped({ words }: { words: string }) {
  return <span className="in-lines">{words}</span>;
}
