// Benchmarks: `npm run bench -- intake`. Each runs the product and a baseline in turns in one run, on the same database, and
// prints their ratio; figures of different machines do not compare, ratios do.
import { readdirSync } from "node:fs";

export interface Bench {
  /** One line: what is measured, and against what. */
  title: string;
  run: (options: BenchOptions) => Promise<void>;
}

export interface BenchOptions {
  /** A short run, to see that it works. */
  quick: boolean;
}

const names = readdirSync(import.meta.dirname).flatMap((file) => (file.endsWith(".bench.ts") ? [file.replace(".bench.ts", "")] : []));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
if (wanted.length === 0) {
  console.log(`Say which: ${names.join(", ")}. With --quick, a short run.`);
  process.exit(1);
}
for (const name of wanted) {
  if (!names.includes(name)) throw new Error(`There is no benchmark '${name}': say ${names.join(", ")}.`);
  const { bench }: { bench: Bench } = await import(`./${name}.bench.ts`);
  console.log(`\n${name}: ${bench.title}\n`);
  await bench.run({ quick: process.argv.includes("--quick") });
}
