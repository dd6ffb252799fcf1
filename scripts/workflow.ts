// The order's workflow, from its registry: `npm run workflow -- --mermaid` prints the diagram of docs/workflow.md.
import { mermaidOf, transitions } from "#app/domains/order-workflow/index.server.ts";

if (process.argv.includes("--mermaid")) console.log(mermaidOf(transitions()));
else for (const { name, from, to, guards, effects } of transitions()) console.log(`${name}: ${from.join("/")} -> ${to}  guards: ${guards.join(", ") || "none"}  effects: ${effects.join(", ")}`);
