// Long tests that break things on purpose: `npm run chaos -- outbox`. Each prints what it counted.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const names = readdirSync(import.meta.dirname).flatMap((file) => (file.endsWith(".test.ts") ? [file.replace(".test.ts", "")] : []));
const [name = ""] = process.argv.slice(2);
if (!existsSync(join(import.meta.dirname, `${name}.test.ts`))) {
  console.log(`Say which: ${names.join(", ")}.`);
  process.exit(1);
}
const child = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", "vitest.chaos.config.ts", `test/chaos/${name}.test.ts`], { cwd: root, stdio: "inherit" });
child.once("exit", (code) => process.exit(code ?? 1));
