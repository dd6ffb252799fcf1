import { pino } from "pino";

/** The process's log: JSON lines, without secrets and without customers' data. */
export const logger = pino({
  level: process.env["LOG_LEVEL"] ?? "info",
  base: undefined,
  redact: {
    paths: ["authorization", "accessToken", "refreshToken", "secret", "email", "phone", "body", "payload", "*.authorization", "*.accessToken", "*.refreshToken", "*.secret", "*.email", "*.phone", "*.body", "*.payload"],
    censor: "[redacted]",
  },
});
