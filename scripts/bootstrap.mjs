// Entry of `npm run demo`, `npm test` and the other commands: plain JavaScript, so that it runs on any Node from 20 on
// before anything is installed. It installs what the lockfile names when that is missing, generates the Prisma client, and
// then runs the script that was asked for on the Node that the project brings.
//
//   node scripts/bootstrap.mjs scripts/demo.ts [arguments…]
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const [script, ...args] = process.argv.slice(2);

if (Number(process.versions.node.split(".")[0]) < 20) fail(`Node ${process.versions.node} is too old: this needs Node 20 or newer.`);
installPackages();
generatePrismaClient();
runScript();

function installPackages() {
  const wanted = digest([join(root, "package-lock.json")]);
  const marker = join(root, "node_modules", ".installed");
  if (read(marker) === wanted) return;
  console.error("Installing packages (first start, or the lockfile changed)…");
  run(process.platform === "win32" ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--loglevel=error", "--no-audit", "--no-fund"]);
  writeFileSync(marker, wanted);
}

function generatePrismaClient() {
  const folder = join(root, "prisma", "schema");
  const wanted = digest(readdirSync(folder).sort().map((name) => join(folder, name)));
  // Two outputs, of which npm ci removes one.
  const markers = [join(root, "app/generated/prisma/.generated"), join(root, "node_modules/.prisma/.generated")];
  if (markers.every((marker) => read(marker) === wanted)) return;
  run(projectNode(), [join(root, "node_modules/prisma/build/index.js"), "generate", "--no-hints"], "pipe");
  for (const marker of markers) writeFileSync(marker, wanted);
}

function runScript() {
  const path = `${dirname(projectNode())}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`;
  // What a process has compiled, TypeScript too, the next one need not: a run of the tests starts some dozens.
  const compiled = process.env.NODE_COMPILE_CACHE ?? join(root, "node_modules", ".cache", "node");
  const env = { ...process.env, PATH: path, NODE_COMPILE_CACHE: compiled };
  const child = spawn(projectNode(), [join(root, script), ...args], { cwd: root, stdio: "inherit", env });
  // Ctrl-C reaches the whole foreground group, the child too; it alone decides when it has cleaned up.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => signal !== "SIGINT" && child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** The Node binary that came as a package of this platform, else the one that runs this. */
function projectNode() {
  const names = process.platform === "darwin" ? [`node-bin-darwin-${process.arch}`, `node-darwin-${process.arch}`] : [`node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`];
  const candidates = names.map((name) => join(root, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node"));
  const found = candidates.find(existsSync);
  if (!found && Number(process.versions.node.split(".")[0]) < 24) fail(`There is no Node 24 package for ${process.platform}-${process.arch}: install Node 24 and run this again.`);
  return found ?? process.execPath;
}

function run(command, commandArgs, output = "inherit") {
  const { status, error, stderr } = spawnSync(command, commandArgs, { cwd: root, stdio: ["ignore", output, output], shell: process.platform === "win32", encoding: "utf8" });
  if (status !== 0) fail(`${stderr ?? ""}'${command} ${commandArgs.join(" ")}' failed${error ? `: ${error.message}` : ""}.`);
}

function digest(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex");
}

function read(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
