import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import type { Chaos } from "./main.ts";

const root = resolve(import.meta.dirname, "../..");
const killsPerRound = 5;

export const chaos: Chaos = {
  title: "the worker is killed at random moments while orders are assigned and fulfilled: every event leaves, and each effect is there once",
  run: ({ rounds }) =>
    new Promise((done, fail) => {
      const args = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", "vitest.chaos.config.ts", "test/chaos/outbox-run.test.ts"];
      const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit", env: { ...process.env, KILLS: String(rounds * killsPerRound) } });
      child.once("exit", (code) => (code === 0 ? done() : fail(new Error("It did not hold."))));
    }),
};
