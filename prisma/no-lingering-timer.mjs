// Prisma's schema engine arms a 10-second timer for its advisory lock and never clears it, so that every `migrate deploy`
// hangs for ten seconds after its work is done. Preloaded into the CLI, this lets the process end without waiting for it.
const { setTimeout } = globalThis;
globalThis.setTimeout = Object.assign((run, delay, ...args) => {
  const timer = setTimeout(run, delay, ...args);
  return delay === 10_000 ? timer.unref() : timer;
}, setTimeout);
