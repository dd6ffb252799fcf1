// Long runs that kill what they test: `npm run chaos -- intake`, with --rounds for how long. The test suite has short versions.
import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";

export interface Chaos {
  /** One line: what is killed, and what must hold afterwards. */
  title: string;
  /** Throws when it does not hold. */
  run: (options: { rounds: number }) => Promise<void>;
}

const names = readdirSync(import.meta.dirname).flatMap((file) => (file.endsWith(".chaos.ts") ? [file.replace(".chaos.ts", "")] : []));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: "string", default: "40" } } });
if (positionals.length === 0) {
  console.log(`Say which: ${names.join(", ")}. With --rounds <n>, so many rounds.`);
  process.exit(1);
}
for (const name of positionals) {
  if (!names.includes(name)) throw new Error(`There is no '${name}': say ${names.join(", ")}.`);
  const { chaos }: { chaos: Chaos } = await import(`./${name}.chaos.ts`);
  console.log(`\n${name}: ${chaos.title}\n`);
  await chaos.run({ rounds: Number(values.rounds) });
}
