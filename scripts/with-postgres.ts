import { startPostgres } from "./embedded-postgres.ts";
import { spawn } from "node:child_process";
const p = await startPostgres({dataDir: "/tmp/pgdev", settings:{fsync:"off"}});
const c = spawn(process.argv[2]!, process.argv.slice(3), {stdio:"inherit", env:{...process.env, DATABASE_URL:p.url}});
c.on("exit", async (code)=>{ await p.stop(); process.exit(code ?? 1); });
