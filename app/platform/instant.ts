import { z } from "zod";

/** A moment as every answer has it: ISO 8601 in UTC, with milliseconds. (Contract, section 0.) */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .meta({ format: "date-time" });
