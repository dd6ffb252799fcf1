import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { build } from "./build.ts";
import { startPostgres } from "./embedded-postgres.ts";
import { migrate } from "./migrate.ts";

const root = resolve(import.meta.dirname, "..");
const startTimeoutMs = 30_000;

export interface StackOptions {
  dataDir: string;
  /** 0 for any that is free. */
  port: number;
  shopifyPort: number;
  /** A database to use instead of the embedded one. */
  databaseUrl?: string;
  /** Settings of the embedded PostgreSQL. */
  postgres?: Record<string, string>;
  /** One process each; `["web", "worker"]` when nothing is said. */
  roles?: readonly ("web" | "worker" | "all")[];
  env?: Record<string, string>;
  /** Told what happens, for people who wait. */
  report?: (step: string) => void;
}

export interface Stack {
  appUrl: string;
  shopifyUrl: string;
  databaseUrl: string;
  /** The processes of the app, by role. */
  processes: { role: string; child: ChildProcess }[];
  /** Starts one more process of a role, as after one was killed. */
  startRole: (role: string) => Promise<ChildProcess>;
  stop: () => Promise<void>;
}

/** Starts everything that the app needs and the app itself: PostgreSQL, local Shopify, web server and worker. */
export async function startStack({ dataDir, databaseUrl, postgres: settings, roles = ["web", "worker"], env = {}, report = () => {}, ...ports }: StackOptions): Promise<Stack> {
  const port = await usablePort(ports.port, "PORT");
  const shopifyPort = await usablePort(ports.shopifyPort, "LOCAL_SHOPIFY_PORT");
  const [appUrl, shopifyUrl] = [`http://localhost:${port}`, `http://localhost:${shopifyPort}`];
  mkdirSync(join(dataDir, "logs"), { recursive: true });

  report("Starting PostgreSQL…");
  const building = build();
  const postgres = databaseUrl ? undefined : await startPostgres({ dataDir: join(dataDir, "postgres"), settings });
  const url = databaseUrl ?? postgres?.url ?? "";
  const children: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(children.map(stopChild));
    await postgres?.stop();
  };

  try {
    await migrate(url);
    report("Building the app…");
    await building;
    report("Starting local Shopify and the app…");
    const credentials = { SHOPIFY_API_KEY: "local-api-key", SHOPIFY_API_SECRET: "local-api-secret", SHOPIFY_APP_URL: appUrl };
    const common: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", DATA_DIR: dataDir, ...credentials, ...env };
    const launch = (name: string, args: string[], own: Record<string, string>) => {
      const child = startChild(join(dataDir, "logs", `${name}.log`), args, { ...common, ...own });
      children.push(child);
      return untilReady(child, name, join(dataDir, "logs", `${name}.log`));
    };
    await launch("local-shopify", [join(root, "test/shopify/main.ts")], { LOCAL_SHOPIFY_PORT: String(shopifyPort) });
    const startRole = (role: string) =>
      launch(role, [join(root, "build/server/server.js"), role], {
        PORT: String(port),
        DATABASE_URL: url,
        SHOPIFY_ORIGIN: shopifyUrl,
        APP_BRIDGE_URL: `${shopifyUrl}/app-bridge.js`,
      });
    const processes: Stack["processes"] = [];
    for (const role of roles) processes.push({ role, child: await startRole(role) });
    return { appUrl, shopifyUrl, databaseUrl: url, processes, startRole, stop };
  } catch (error) {
    await building.catch(() => {});
    await stop();
    throw error;
  }
}

function startChild(log: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const output = openSync(log, "a");
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], { cwd: root, env, stdio: ["ignore", output, output, "ipc"] });
}

/** Every process says "ready" to the one that started it. */
function untilReady(child: ChildProcess, name: string, log: string): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} did not start within ${startTimeoutMs / 1000} s. Its log is ${log}`)), startTimeoutMs);
    child.once("message", () => {
      clearTimeout(timer);
      resolve(child);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`${name} ended with code ${code} before it was up. Its log is ${log}`));
    });
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const kill = setTimeout(() => child.kill("SIGKILL"), 12_000);
    child.once("exit", () => {
      clearTimeout(kill);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

/** The port, or one that is free for 0; throws one line that names the variable when it is taken. */
export function usablePort(port: number, variable: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Error(`Port ${port} is in use: set ${variable} to another, or stop what uses it.`) : error);
    });
    server.listen(port, () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === "object" ? address.port : port));
    });
  });
}
