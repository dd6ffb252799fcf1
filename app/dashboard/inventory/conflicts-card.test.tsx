import { PolarisTestProvider } from "@shopify/polaris";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { FrameProvider } from "#app/ui/frame.tsx";
import { ConflictsCard } from "./conflicts-card.tsx";

test("shows conflicts by the hour and by who came too late, also in words", () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour)).toISOString();
  const frame = { viewer: { name: "Asha", role: "agent", permissions: [] }, shop: { shop: "demo.myshopify.com", name: "Demo", ianaTimezone: "UTC", currencyCode: "INR" }, locale: "en", narrow: false, loadedAt: at(9) };
  const conflicts = { total: 6, bySource: { manual: 1, auto: 2, route: 3 }, recent: [], series: [{ at: at(8), manual: 1, auto: 0, route: 0 }, { at: at(9), manual: 0, auto: 2, route: 3 }] };

  const html = renderToStaticMarkup(
    <PolarisTestProvider>
      <FrameProvider data={frame}>
        <ConflictsCard conflicts={conflicts} />
      </FrameProvider>
    </PolarisTestProvider>,
  );

  expect(/aria-label="Conflicts[^"]*"/.exec(html)?.[0]).toMatch(/By hand 1; .*Automatic 2, By route 3"$/);
  expect([...html.matchAll(/block-size:(\d+)%;background/g)].map(([, share]) => Number(share))).toEqual([20, 0, 0, 0, 40, 60]);
});
