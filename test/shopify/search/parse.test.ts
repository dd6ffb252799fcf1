import { expect, test } from "vitest";
import { parseSearch, type Search } from "./parse.ts";

const field = (name: string, comparator: string, value: string, quoted = false) => ({ kind: "field", name, comparator, value, quoted }) as Search;

test.each<[string, Search]>([
  ["updated_at:>='2026-11-20T10:00:00Z'", field("updated_at", ":>=", "2026-11-20T10:00:00Z", true)],
  ["name:#1001", field("name", ":", "#1001")],
  ["return_status:in_progress OR return_status:return_requested", { kind: "or", terms: [field("return_status", ":", "in_progress"), field("return_status", ":", "return_requested")] }],
  ["a:1 AND b:2 c:3", { kind: "and", terms: [field("a", ":", "1"), field("b", ":", "2"), field("c", ":", "3")] }],
  ["a:1 (b:2 OR NOT c:3)", { kind: "and", terms: [field("a", ":", "1"), { kind: "or", terms: [field("b", ":", "2"), { kind: "not", term: field("c", ":", "3") }] }] }],
  ["-tag:old", { kind: "not", term: field("tag", ":", "old") }],
  ['tag:"two words"', field("tag", ":", "two words", true)],
  ["asha@example.com", { kind: "text", value: "asha@example.com" }],
  ["id:<=12", field("id", ":<=", "12")],
])("reads %s", (query, expected) => {
  expect(parseSearch(query)).toEqual(expected);
});

test.each(["(a:1", "a:1)"])("refuses %s", (query) => {
  expect(() => parseSearch(query)).toThrow("Search query");
});
