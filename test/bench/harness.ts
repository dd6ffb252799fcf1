import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "#scripts/embedded-postgres.ts";
import { migrate } from "#scripts/migrate.ts";

/** A migrated database that waits for the disk as production does, thrown away afterwards. */
export async function withDatabase<T>(run: (url: string) => Promise<T>, settings: Record<string, string> = {}): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), "orders-bench-"));
  const postgres = await startPostgres({ dataDir, settings: { shared_buffers: "512MB", max_wal_size: "4GB", ...settings } });
  try {
    await migrate(postgres.url);
    return await run(postgres.url);
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export interface Server {
  url: string;
  child: ChildProcess;
  stop: () => Promise<void>;
}

/** Runs a server in a process of its own; the module reports its port with `process.send({ port })`. */
export function startServer(module: string, env: Record<string, string>): Promise<Server> {
  const child = fork(module, { env: { ...process.env, LOG_LEVEL: "error", ...env }, execArgv: ["--disable-warning=ExperimentalWarning"] });
  const stop = () =>
    new Promise<void>((done) => {
      if (child.exitCode !== null) return done();
      child.once("exit", () => done());
      child.kill("SIGTERM");
    });
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve({ url: `http://127.0.0.1:${Reflect.get(Object(message), "port")}`, child, stop }));
    child.once("exit", (code) => reject(new Error(`${module} ended with code ${code} before it was up`)));
  });
}

export interface Contender {
  name: string;
  /** One measurement; gives a rate (more is better) or, with `lower: true` at the comparison, a time. */
  measure: () => Promise<number>;
}

export interface Comparison {
  product: Contender;
  baseline: Contender;
  unit: string;
  repeats: number;
  target: string;
}

/** Measures both in turns, so that whatever else the machine does meets both, and prints medians, ranges and their ratio. */
export async function compare({ product, baseline, unit, repeats, target }: Comparison): Promise<number> {
  const figures: Record<string, number[]> = { [product.name]: [], [baseline.name]: [] };
  for (let round = 0; round <= repeats; round += 1) {
    for (const contender of round % 2 === 0 ? [baseline, product] : [product, baseline]) {
      const figure = await contender.measure();
      if (round > 0) figures[contender.name]?.push(figure); // the first round warms up
    }
  }
  for (const [name, values] of Object.entries(figures)) {
    console.log(`  ${name.padEnd(44)} ${format(median(values)).padStart(10)} ${unit}   (${format(Math.min(...values))} to ${format(Math.max(...values))}, ${values.length} runs)`);
  }
  const ratio = median(figures[product.name] ?? []) / median(figures[baseline.name] ?? []);
  console.log(`  ratio ${ratio.toFixed(2)}   target: ${target}   (${cpus().length} cores)\n`);
  return ratio;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value that a share of the others stays under: `percentile(times, 0.95)`. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}
