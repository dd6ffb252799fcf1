import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mermaidOf } from "./diagram.ts";
import { orderTransitions } from "./transitions.ts";

test("the diagram in the docs is that of the registry", () => {
  expect(readFileSync("docs/workflow.md", "utf8")).toContain(`\`\`\`mermaid\n${mermaidOf(orderTransitions)}\n\`\`\``);
});
