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

type Check = readonly [name: string, args: string[]];

const build: Check = ["build", [join(root, "scripts/build.ts")]];
const otherChecks: Check[] = [
  ["lint", [bin("eslint/bin/eslint.js"), ".", "--cache", "--cache-location", bin(".cache/eslint/"), "--max-warnings", "0"]],
  ["types", [bin("typescript/bin/tsc"), "--incremental", "--tsBuildInfoFile", join(root, "node_modules/.cache/tsc.json")]],
  ["types of the extensions", [bin("typescript/bin/tsc"), "-p", "extensions", "--incremental", "--tsBuildInfoFile", join(root, "node_modules/.cache/tsc-extensions.json")]],
  ["import rules", [bin("dependency-cruiser/bin/dependency-cruiser.mjs"), "app", "test", "scripts", "--config", ".dependency-cruiser.cjs"]],
  ["Admin API documents and types", [join(root, "scripts/generate-admin-api.ts"), "--check"]],
];

const steps: Record<string, () => Promise<Result>> = {
  checks: () => runChecks([build, ...otherChecks], availableParallelism()),
  unit: () => runVitest("vitest.config.ts"),
  browser: () => runVitest("vitest.browser.config.ts"),
};

const only = process.argv.indexOf("--only");
mkdirSync(output, { recursive: true });
const { passed, failed } = only === -1 ? await runAll() : await inTurn(process.argv.slice(only + 1));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function inTurn(names: string[]): Promise<Result> {
  const results: Result[] = [];
  for (const name of names) {
    const step = steps[name];
    if (!step) throw new Error(`There is no step '${name}': say ${Object.keys(steps).join(", ")}.`);
    results.push(await step());
  }
  return sum(results);
}

/** The browser tests, of which one runs at a time and waits for much, leave a processor to the checks. They need the build. */
async function runAll(): Promise<Result> {
  const building = runChecks([build], 1);
  const browsing = building.then(() => runVitest("vitest.browser.config.ts", { plain: true }));
  const beside = await Promise.all([building, browsing, runChecks(otherChecks, Math.max(1, availableParallelism() - 1))]);
  return sum([...beside, await runVitest("vitest.config.ts")]);
}

function sum(results: readonly Result[]): Result {
  return { passed: results.reduce((all, { passed }) => all + passed, 0), failed: results.reduce((all, { failed }) => all + failed, 0) };
}

/** So many at once; each says how it went when it ends. */
async function runChecks(checks: readonly Check[], atOnce: number): Promise<Result> {
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
  await Promise.all(Array.from({ length: atOnce }, lane));
  return result;
}

/**
 * Runs the tests of a configuration; a run that ends without a report, such as one that cannot start, has failed. A plain one
 * only adds lines to what others write.
 */
async function runVitest(config: string, { plain = false } = {}): Promise<Result> {
  const report = join(output, `${config}.json`);
  rmSync(report, { force: true });
  const { code } = await run([bin("vitest/vitest.mjs"), "run", "--config", config, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], { stdio: plain ? ["ignore", "pipe", "pipe"] : "inherit" }, plain);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, success }: { numPassedTests: number; numFailedTests: number; success: boolean } = JSON.parse(readFileSync(report, "utf8"));
  const brokenOtherwise = numFailedTests === 0 && (!success || code !== 0);
  return { passed: numPassedTests, failed: numFailedTests + (brokenOtherwise ? 1 : 0) };
}

async function run(args: string[], options: SpawnOptions, passedOn = false): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], { cwd: root, ...options });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (passedOn ? process.stdout.write(chunk) : (text += chunk.toString())));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, text };
}
