import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { outlineOf } from "./page-outline.tsx";

const routes = new URL("../../routes/", import.meta.url);

/** The addresses of the app's pages, by the names of their files. */
const pages = readdirSync(routes)
  .filter((file) => file.startsWith("app.") && file.endsWith(".tsx") && /^export default/m.test(readFileSync(new URL(file, routes), "utf8")))
  .filter((file) => !["app.tsx", "app.$.tsx"].includes(file))
  .map((file) => ({ file, address: `/${file.slice(0, -".tsx".length).replaceAll(".", "/").replace("/_index", "").replace("$id", "1")}` }));

test("every page has an outline while it loads, and says what happened when it cannot be shown", () => {
  expect(pages.map(({ address }) => address)).toContain("/app/settings");
  for (const { file, address } of pages) {
    expect(outlineOf(address), address).toBeDefined();
    expect(readFileSync(new URL(file, routes), "utf8"), file).toContain("PageErrorBoundary as ErrorBoundary");
  }
});
