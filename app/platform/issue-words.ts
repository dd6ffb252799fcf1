import type { z } from "zod";

const kinds: Record<string, string> = { string: "text", number: "a number", int: "a whole number", boolean: "true or false", date: "a date", array: "a list", object: "an object", record: "an object", null: "empty" };

/**
 * What is wrong with a value, for people who do not know the schema: said after the value's name, such as `is missing`. For
 * zod's `parse(value, { error: issueWords })`; what a schema says itself goes before it.
 */
export function issueWords(issue: z.core.$ZodRawIssue): string {
  const { input } = issue;
  if (input === undefined && issue.code !== "custom") return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "date" || issue.expected === "nan" ? "is not a date" : `is ${kindOf(input)}, and should be ${kinds[issue.expected] ?? issue.expected}`;
    case "too_small":
      return issue.origin === "string" ? (issue.minimum === 1 ? "is blank" : `is shorter than ${issue.minimum} characters`) : `is below ${issue.minimum}`;
    case "too_big":
      return issue.origin === "string" ? `is longer than ${issue.maximum} characters` : `is above ${issue.maximum}`;
    case "invalid_value":
      return `is none of ${issue.values.map(String).join(", ")}`;
    case "unrecognized_keys":
      return `has fields that nobody knows: ${issue.keys.join(", ")}`;
    default:
      return "does not have the form that is expected";
  }
}

function kindOf(value: unknown): string {
  const kind = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  return kinds[kind] ?? kind;
}
