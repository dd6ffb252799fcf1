import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { FrameProvider } from "#app/ui/frame.tsx";
import { PolarisTestProvider } from "@shopify/polaris";
import { textOf } from "#test/setup/render.tsx";
import { LineChart, type Point } from "./line-chart.tsx";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 8, minute)).toISOString();

function lineOf(points: readonly Point[]): string | undefined {
  const frame = { viewer: { name: "Asha", role: "agent", permissions: [] }, shop: { shop: "demo.myshopify.com", name: "Demo", ianaTimezone: "Asia/Kolkata", currencyCode: "INR" }, locale: "en", narrow: false, loadedAt: at(0) };
  const html = renderToStaticMarkup(
    <PolarisTestProvider>
      <FrameProvider data={frame}>
        <LineChart label="Waiting" points={points} />
      </FrameProvider>
    </PolarisTestProvider>,
  );
  return /polyline[^>]* points="([^"]*)"/.exec(html)?.[1];
}

describe("a chart", () => {
  test("goes from left to right by time, with zero at the bottom and the highest near the top", () => {
    expect(lineOf([{ at: at(0), value: 0 }, { at: at(15), value: 10 }, { at: at(60), value: 5 }])).toBe("0,79 80,6 320,42.5");
  });

  test.each([[[]], [[{ at: at(0), value: 0 }]], [[{ at: at(0), value: 0 }, { at: at(1), value: 0 }]]])("has only numbers in its line for %j", (points) => {
    expect(lineOf(points)).not.toMatch(/NaN|Infinity/);
  });

  test("says in words what its line shows", () => {
    expect(textOf(<LineChart label="Waiting" points={[{ at: at(0), value: 12 }, { at: at(1), value: 3 }]} />)).toContain("Latest 3 · highest 12");
  });
});
