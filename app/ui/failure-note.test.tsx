import { PolarisTestProvider } from "@shopify/polaris";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { FailureNote } from "./failure-note.tsx";

const shown = (status: number, onRetry?: () => void) =>
  renderToStaticMarkup(
    <PolarisTestProvider>
      <FailureNote failure={{ status, message: "Not saved.", errors: [] }} {...(onRetry ? { onRetry } : {})} />
    </PolarisTestProvider>,
  );

test.each([
  [0, true],
  [503, true],
  [409, false],
  [422, false],
])("after HTTP %s it can be sent again: %s", (status, again) => {
  expect(shown(status, () => {}).includes("Try again")).toBe(again);
  expect(shown(status)).not.toContain("Try again");
});
