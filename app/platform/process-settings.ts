import { z } from "zod";

/**
 * The settings that a process obeys before, or without, reading the others: a part of Env (app/env.server.ts), which refuses what
 * cannot be used. Until then, and in processes that have no Env, that counts as not set.
 */
export const ProcessSettings = z.object({
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], "must be one of pino's levels").default("info"),
  /** For proving that nothing is lost: the place where the process kills itself, and at which passing. */
  CRASH_AT: z.string().regex(/^[a-z]+\.[a-z]+(:\d+)?$/, "must look like event.applied or event.applied:3").optional(),
});

const { LOG_LEVEL, CRASH_AT } = ProcessSettings.shape;

/** The settings of this process, as far as they can be used. */
export const processSettings = {
  logLevel: LOG_LEVEL.catch("info").parse(process.env["LOG_LEVEL"]),
  crashAt: CRASH_AT.catch(undefined).parse(process.env["CRASH_AT"]),
};
