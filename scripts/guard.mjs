// Runs one command for as long as somebody holds this process's standard input open.
//
//   node guard.mjs '{"uid":65534,"gid":65534,"signal":"SIGINT"}' command arguments…
//
// The launcher keeps the pipe. When it ends in whatever way, kill -9 included, the pipe closes and the command is asked
// to stop; so nothing that the launcher started can outlive it.
import { spawn } from "node:child_process";
import process from "node:process";

const [options, command, ...args] = process.argv.slice(2);
const { uid, gid, signal = "SIGTERM" } = JSON.parse(options);
const child = spawn(command, args, { uid, gid, stdio: ["ignore", "inherit", "inherit"] });

const stop = () => child.kill(signal);
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, stop);
process.stdin.resume().on("close", stop);
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

child.on("error", (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on("exit", (code, killedBy) => process.exit(killedBy ? 1 : (code ?? 1)));
