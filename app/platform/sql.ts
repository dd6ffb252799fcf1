/**
 * SQL by hand, for the hot paths: a tagged template whose values always travel as parameters.
 *
 *   const [order] = await ctx.sql<{ id: bigint }>`select id from orders where shop = ${ctx.shop} and name = ${name}`;
 */
export interface Sql {
  <Row extends object = Record<string, never>>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]>;
}

/** A piece of SQL with its values, to be put into a statement: `part` makes it. */
export class Part {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
  }
}

/** A piece of a statement, such as a condition that is only there for some filters. */
export function part(strings: TemplateStringsArray, ...values: unknown[]): Part {
  return new Part(strings, values);
}

/** Names of columns or tables that the code knows, as a piece of a statement. */
export function names(...given: string[]): Part {
  return new Part([given.map((name) => `"${name.replaceAll('"', '""')}"`).join(", ")], []);
}

/** Pieces with a separator between them; nothing for none. */
export function join(parts: readonly Part[], separator: string): Part {
  const strings: string[] = [""];
  const values: unknown[] = [];
  parts.forEach((piece, index) => {
    strings[strings.length - 1] += index > 0 ? separator : "";
    values.push(piece);
    strings.push("");
  });
  return new Part(strings, values);
}

/** A value for a json or jsonb column. Big integers become strings. */
export function json(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? item.toString() : item));
}

export interface Statement {
  text: string;
  values: unknown[];
  /** Set when the text is always the same: such a statement is prepared once per connection. */
  name?: string;
}

interface Prepared {
  text: string;
  name: string;
  /** The pieces that the text was made with. */
  parts: readonly Part[];
}

const prepared = new WeakMap<TemplateStringsArray, Prepared>();
let preparedCount = 0;

/** The text with numbered parameters, and their values. */
export function compile(strings: TemplateStringsArray, values: readonly unknown[]): Statement {
  const parts = values.filter((value) => value instanceof Part);
  const known = prepared.get(strings);
  if (known && known.parts.length === parts.length && known.parts.every((part, index) => part === parts[index])) {
    return { text: known.text, name: known.name, values: parts.length > 0 ? values.filter((value) => !(value instanceof Part)) : [...values] };
  }
  const flat: unknown[] = [];
  const text = flatten(strings, values, flat);
  // A text that is made of pieces stays the same while the pieces are, and have no values of their own.
  if (known || !parts.every(isFixed)) return { text, values: flat };
  const statement = { text, name: `s${++preparedCount}`, parts };
  prepared.set(strings, statement);
  return { text, name: statement.name, values: flat };
}

function isFixed({ values }: Part): boolean {
  return values.every((value) => value instanceof Part && isFixed(value));
}

function flatten(strings: readonly string[], values: readonly unknown[], flat: unknown[]): string {
  return strings.reduce((text, string, index) => {
    if (index === 0) return string;
    const value = values[index - 1];
    if (value instanceof Part) return text + flatten(value.strings, value.values, flat) + string;
    flat.push(value);
    return `${text}$${flat.length}${string}`;
  }, "");
}
