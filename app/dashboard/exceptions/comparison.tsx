import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useFormats } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import type { CompareRow } from "./compare-rows.ts";
import { exceptionsText } from "./exceptions-text.ts";

const text = exceptionsText.compare;

export interface ComparisonProps {
  rows: readonly CompareRow[];
  /** Whether there are two contents to compare. */
  conflict: boolean;
  firstAt: string;
  lastAt: string;
}

/** FIRST and LAST side by side, field by field: what differs is marked, and what only moves with time is told apart from it. */
export function Comparison({ rows, conflict, firstAt, lastAt }: ComparisonProps) {
  const { fullDateTime } = useFormats();
  const [everything, setEverything] = useState(!conflict);
  const count = (mark: CompareRow["mark"]) => rows.filter((row) => row.mark === mark).length;
  const shown = everything ? rows : [...rows.filter(({ mark }) => mark === "material"), ...rows.filter(({ mark }) => mark === "volatile")];
  return (
    <TitledCard title={conflict ? text.title : text.single} actions={conflict ? <Button variant="plain" onClick={() => setEverything(!everything)}>{everything ? text.showDifferences : text.showAll}</Button> : undefined}>
      <BlockStack gap="300">
        {conflict ? (
          <InlineStack gap="200">
            <StatusBadge look={{ text: t(text.differences, { count: count("material") }), tone: "warning" }} />
            <StatusBadge look={{ text: t(text.volatile, { count: count("volatile") }) }} />
          </InlineStack>
        ) : null}
        <div className="compare" tabIndex={0} role="region" aria-label={conflict ? text.title : text.single}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.field}</th>
                <th scope="col">
                  {conflict ? text.first : text.value} <Text as="span" tone="subdued" variant="bodySm">{t(text.received, { time: fullDateTime(firstAt) })}</Text>
                </th>
                {conflict ? (
                  <th scope="col">
                    {text.last} <Text as="span" tone="subdued" variant="bodySm">{t(text.received, { time: fullDateTime(lastAt) })}</Text>
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.path} data-mark={row.mark}>
                  <th scope="row">
                    {row.path || "/"}
                    {row.mark === "same" ? null : <span className="compare__mark">{row.mark === "material" ? text.material : text.passing}</span>}
                  </th>
                  <Value value={row.first} side={conflict ? text.first : text.value} />
                  {conflict ? <Value value={row.last} side={text.last} /> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </BlockStack>
    </TitledCard>
  );
}

function Value({ value, side }: { value: string | null; side: string }) {
  return <td data-side={side}>{value === null ? <Text as="span" tone="subdued">{text.absent}</Text> : value}</td>;
}
