import { pino } from "pino";
import { processSettings } from "./process-settings.ts";

/** The process's log: JSON lines, without secrets and without customers' data. */
export const logger = pino({
  level: processSettings.logLevel,
  base: undefined,
  redact: {
    paths: ["authorization", "accessToken", "refreshToken", "secret", "email", "phone", "body", "payload", "*.authorization", "*.accessToken", "*.refreshToken", "*.secret", "*.email", "*.phone", "*.body", "*.payload"],
    censor: "[redacted]",
  },
});
