import { Text } from "@shopify/polaris";
import { useId } from "react";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { opsText as text } from "./ops-text.ts";

export interface Point {
  at: string;
  value: number;
}

const [width, height, top] = [320, 80, 6];

/** A figure over time as a line. What the line shows is also said in words: the latest and the highest. */
export function LineChart({ label, points }: { label: string; points: readonly Point[] }) {
  const { number, dateTime, now } = useFormats();
  const summaryId = useId();
  const [first, last] = [points.at(0), points.at(-1)];
  const highest = Math.max(0, ...points.map(({ value }) => value));
  const summary = last ? t(text.chartSummary, { latest: number(round(last.value)), highest: number(round(highest)) }) : text.noData;
  return (
    <figure className="chart">
      <figcaption>
        <Text as="span" variant="headingSm">
          {label}
        </Text>
        <Text as="p" tone="subdued" id={summaryId}>
          {summary}
        </Text>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label} aria-describedby={summaryId}>
        <line className="chart__base" x1={0} x2={width} y1={height - 1} y2={height - 1} />
        <polyline className="chart__line" points={pathOf(points, highest)} />
      </svg>
      <div className="chart__times">
        {[...new Set([first, last].flatMap((point) => (point ? dateTime(point.at, now) : [])))].map((time) => (
          <span key={time}>{time}</span>
        ))}
      </div>
    </figure>
  );
}

/** Where the points are: time from left to right, zero at the bottom. One point alone is a line across. */
function pathOf(points: readonly Point[], highest: number): string {
  const [from, to] = [Date.parse(points.at(0)?.at ?? ""), Date.parse(points.at(-1)?.at ?? "")];
  const y = (value: number) => height - 1 - (highest === 0 ? 0 : (value / highest) * (height - 1 - top));
  const [only] = points;
  if (points.length === 1 && only) return `0,${y(only.value)} ${width},${y(only.value)}`;
  return points.map(({ at, value }) => `${round(((Date.parse(at) - from) / (to - from)) * width)},${round(y(value))}`).join(" ");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
