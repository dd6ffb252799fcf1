import { expect, test } from "vitest";
import { WorkflowState } from "#app/domains/orders/schema.ts";
import { textOf } from "#test/setup/render.tsx";
import { NextSteps } from "./next-steps.tsx";

test("a step that is allowed has its button, to whichever state it leads", () => {
  const steps = WorkflowState.options.map((toState) => ({ name: `to_${toState}`, toState, allowed: true, guards: [], effects: [] }));

  const text = textOf(<NextSteps order={{ id: "1", name: "#1001" }} steps={steps} />, "agent");

  for (const state of WorkflowState.options) expect(text).toContain(`To ${state}`);
});
