import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const stamp = join(root, "build", ".source");

/** Builds the server and the pages, unless what was built last came from the same sources. */
export async function build(): Promise<void> {
  const source = sourceStamp();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === source) return;
  const child = spawn(process.execPath, [join(root, "node_modules/@remix-run/dev/dist/cli.js"), "vite:build", "--logLevel", "warn"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((done) => child.once("close", done));
  if (code !== 0) throw new Error(`The app could not be built:\n${output}`);
  writeFileSync(stamp, source);
}

/** Changes whenever a file that goes into the build does. */
function sourceStamp(): string {
  const files = globSync(["app/**/*", "public/**/*", "vite.config.ts", "remix.config.js", "package-lock.json"], { cwd: root }).sort();
  const hash = createHash("sha256");
  for (const file of files) {
    const { mtimeMs, size } = statSync(join(root, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest("hex");
}

if (import.meta.main) await build();
