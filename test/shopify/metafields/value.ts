import { notAnswered } from "../admin-api/errors.ts";

/** Why a value does not fit its type, in Shopify's words; undefined when it does. */
export function valueProblem(type: string, value: string, currency: string): string | undefined {
  if (value === "") return "Value can't be blank.";
  if (type.startsWith("list.")) return listProblem(type.slice(5), value, currency);
  const check = checks[type];
  if (!check) throw notAnswered(`metafields of the type '${type}'`, "it does not check that type");
  return check(value, currency);
}

type Check = (value: string, currency: string) => string | undefined;

function pattern(expected: RegExp, message: string): Check {
  return (value) => (expected.test(value) ? undefined : message);
}

const checks: Record<string, Check> = {
  single_line_text_field: (value) => (/[\r\n]/.test(value) ? "Value must be a single line text string." : undefined),
  multi_line_text_field: () => undefined,
  boolean: pattern(/^(true|false)$/, "Value must be true or false."),
  number_integer: pattern(/^-?\d+$/, "Value must be an integer."),
  number_decimal: pattern(/^-?\d+(\.\d+)?$/, "Value must be a decimal."),
  date: pattern(/^\d{4}-\d{2}-\d{2}$/, "Value must be in YYYY-MM-DD format."),
  date_time: (value) => (Number.isNaN(Date.parse(value)) || !value.includes("T") ? "Value must be in “YYYY-MM-DDTHH:MM:SS” format. For example: 2022-06-01T15:30:00" : undefined),
  url: (value) => (URL.canParse(value) ? undefined : "Value must be a valid link."),
  json: (value) => (parsed(value) === undefined ? "Value is invalid JSON." : undefined),
  id: pattern(/^\S+$/, "Value must be a single line text string."),
  money: (value, currency) => {
    const money = parsed(value);
    const fits = money !== null && typeof money === "object" && "amount" in money && "currency_code" in money && money.currency_code === currency && !Number.isNaN(Number(money.amount));
    return fits ? undefined : "Value must be a stringified JSON object with amount (numeric) and currency_code (string matching the shop's currency) fields.";
  },
};

function listProblem(type: string, value: string, currency: string): string | undefined {
  const list = parsed(value);
  if (!Array.isArray(list)) return "Value must be an array.";
  if (list.length > 128) return "Value has more than 128 elements.";
  for (const each of list) {
    const problem = valueProblem(type, typeof each === "string" ? each : JSON.stringify(each), currency);
    if (problem) return problem;
  }
  return undefined;
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
