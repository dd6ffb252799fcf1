// Everything that has to hold before a change lands: `npm test`. Its last line is "N passed, N failed".
//
//   npm test -- --only unit     one step alone: checks, unit, browser
import { type SpawnOptions, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const output = join(root, "test/.output");
const bin = (path: string) => join(root, "node_modules", path);

interface Result {
  passed: number;
  failed: number;
}

const checks: [name: string, args: string[]][] = [
  ["types", [bin("typescript/bin/tsc"), "--incremental", "--tsBuildInfoFile", join(root, "node_modules/.cache/tsc.json")]],
  ["types of the extensions", [bin("typescript/bin/tsc"), "-p", "extensions", "--incremental", "--tsBuildInfoFile", join(root, "node_modules/.cache/tsc-extensions.json")]],
  ["lint", [bin("eslint/bin/eslint.js"), ".", "--cache", "--cache-location", bin(".cache/eslint/"), "--max-warnings", "0"]],
  ["import rules", [bin("dependency-cruiser/bin/dependency-cruiser.mjs"), "app", "test", "scripts", "--config", ".dependency-cruiser.cjs"]],
  ["Admin API documents and types", [join(root, "scripts/generate-admin-api.ts"), "--check"]],
  ["build", [join(root, "scripts/build.ts")]],
];

const steps: Record<string, () => Promise<Result>> = {
  checks: runChecks,
  unit: () => runVitest("vitest.config.ts"),
  browser: () => runVitest("vitest.browser.config.ts"),
};

const only = process.argv.indexOf("--only");
const wanted = only === -1 ? Object.keys(steps) : process.argv.slice(only + 1);
mkdirSync(output, { recursive: true });
const total: Result = { passed: 0, failed: 0 };
for (const name of wanted) {
  const step = steps[name];
  if (!step) throw new Error(`There is no step '${name}': say ${Object.keys(steps).join(", ")}.`);
  const { passed, failed } = await step();
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

/** As many at once as there are processors; each says how it went when it ends. */
async function runChecks(): Promise<Result> {
  const result: Result = { passed: 0, failed: 0 };
  const queue = checks.values();
  const lane = async () => {
    for (const [name, args] of queue) {
      const started = performance.now();
      const { code, text } = await run(args, { stdio: ["ignore", "pipe", "pipe"] });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? "✓" : "✗"} ${name} (${seconds} s)`);
      if (code !== 0) console.log(text);
      result[code === 0 ? "passed" : "failed"] += 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return result;
}

/** Runs the tests of a configuration; a run that ends without a report, such as one that cannot start, has failed. */
async function runVitest(config: string): Promise<Result> {
  const report = join(output, `${config}.json`);
  rmSync(report, { force: true });
  const { code } = await run([bin("vitest/vitest.mjs"), "run", "--config", config, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], { stdio: "inherit" });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, success }: { numPassedTests: number; numFailedTests: number; success: boolean } = JSON.parse(readFileSync(report, "utf8"));
  const brokenOtherwise = numFailedTests === 0 && (!success || code !== 0);
  return { passed: numPassedTests, failed: numFailedTests + (brokenOtherwise ? 1 : 0) };
}

async function run(args: string[], options: SpawnOptions): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], { cwd: root, ...options });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, text };
}
