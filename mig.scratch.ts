import { readFileSync } from "node:fs";
import { migrate } from "./scripts/migrate.ts";
const s = performance.now();
await migrate(readFileSync("/tmp/listbench/url","utf8"));
console.log(((performance.now() - s)/1000).toFixed(1));
