import { notAnswered } from "../admin-api/errors.ts";
import { type SqlCondition } from "../state/page.ts";
import { type Comparator, parseSearch, type Search } from "./parse.ts";

interface Term {
  comparator: Comparator;
  value: string;
}

/** How each field of a resource is searched, and (as `text`) what a bare word looks through. */
export interface SearchFields {
  fields: Record<string, (term: Term) => SqlCondition>;
  text: (value: string) => SqlCondition;
  resource: string;
}

/** A search as a condition on rows. Throws for a field that is not known here, instead of finding something else. */
export function searchCondition(query: string | null | undefined, searchable: SearchFields): SqlCondition {
  return query?.trim() ? conditionOf(parseSearch(query), searchable) : { where: "1", values: [] };
}

function conditionOf(search: Search, searchable: SearchFields): SqlCondition {
  if (search.kind === "text") return searchable.text(search.value);
  if (search.kind === "not") {
    const { where, values } = conditionOf(search.term, searchable);
    return { where: `not ifnull((${where}), 0)`, values };
  }
  if (search.kind === "field") {
    const field = searchable.fields[search.name];
    if (!field) throw notAnswered(`the search '${search.name}:' on ${searchable.resource}`, "it does not index that field");
    return field(search);
  }
  const parts = search.terms.map((term) => conditionOf(term, searchable));
  if (parts.length === 0) return { where: "1", values: [] };
  return { where: parts.map(({ where }) => `(${where})`).join(` ${search.kind} `), values: parts.flatMap(({ values }) => values) };
}

/** A column that is compared as it is. */
export function plain(column: string, convert: (value: string) => string | number = (value) => value) {
  return ({ comparator, value }: Term): SqlCondition => ({ where: `${column} ${operator(comparator)} ?`, values: [convert(value)] });
}

/** Text that a trailing `*` matches by its beginning, whatever the case. */
export function text(column: string) {
  return ({ value }: { value: string }): SqlCondition => {
    const pattern = value.toLowerCase().replace(/[\\%_]/g, "\\$&").replace(/\*/g, "%");
    return { where: `lower(${column}) like ? escape '\\'`, values: [pattern] };
  };
}

/** A member of a list that is kept as `,one,two,`. */
export function member(column: string) {
  return ({ value }: Term): SqlCondition => ({ where: `instr(${column}, ?) > 0`, values: [`,${value.toLowerCase()},`] });
}

/** A moment, compared by the second; a bare date is that whole day in the shop's zone. */
export function moment(column: string, timeZone: string) {
  return ({ comparator, value }: Term): SqlCondition => {
    const { from, to } = spanOf(value, timeZone);
    if (comparator === ":>") return { where: `${column} > ?`, values: [to] };
    if (comparator === ":>=") return { where: `${column} >= ?`, values: [from] };
    if (comparator === ":<") return { where: `${column} < ?`, values: [from] };
    if (comparator === ":<=") return { where: `${column} <= ?`, values: [to] };
    return { where: `${column} between ? and ?`, values: [from, to] };
  };
}

function spanOf(value: string, timeZone: string): { from: string; to: string } {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const from = startOfDay(value, timeZone);
    const next = new Date(`${value}T12:00:00Z`);
    next.setUTCDate(next.getUTCDate() + 1);
    const to = Date.parse(startOfDay(next.toISOString().slice(0, 10), timeZone)) - 1000;
    return { from, to: second(to) };
  }
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(value) ? value : `${value}Z`;
  const at = Date.parse(zoned);
  if (Number.isNaN(at)) throw notAnswered(`a search for the moment '${value}'`, "it reads ISO 8601 dates and times only");
  return { from: second(at), to: second(at) };
}

function startOfDay(date: string, timeZone: string): string {
  const noon = new Date(`${date}T12:00:00Z`);
  const name = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" }).formatToParts(noon).find(({ type }) => type === "timeZoneName")?.value;
  const offset = name?.replace("GMT", "") || "Z";
  return second(Date.parse(`${date}T00:00:00${offset}`));
}

function second(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function operator(comparator: Comparator): string {
  return comparator === ":" ? "=" : comparator.slice(1);
}
