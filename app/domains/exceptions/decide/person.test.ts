import { expect, test } from "vitest";
import type { Role } from "#app/platform/permissions.ts";
import { mayBeSame, personOf } from "./person.ts";

const key = (role: Role, staff?: string) => personOf({ kind: "api_key", id: "key:1", role, ...(staff ? { onBehalfOf: { id: staff, name: "Asha" } } : {}) });
const staff = (id: string) => personOf({ kind: "staff", id, role: "operator" });

test.each<[string, string, string, boolean]>([
  ["staff and themselves", staff("7001"), staff("7001"), true],
  ["two of the staff", staff("7001"), staff("7002"), false],
  ["two behind an admin's key", key("admin", "7001"), key("admin", "7002"), false],
  ["one behind an admin's key, twice", key("admin", "7001"), key("admin", "7001"), true],
  ["one behind an admin's key, and themselves", key("admin", "7001"), staff("7001"), true],
  ["one behind an admin's key, and the key that names nobody", key("admin", "7001"), key("admin"), true],
  ["two whom another key names", key("operator", "7001"), key("operator", "7002"), true],
  ["one whom another key names, and staff", key("operator", "7001"), staff("7002"), false],
])("%s: the same person may be %s and %s: %s", (_case, one, other, same) => {
  expect(mayBeSame(one, other)).toBe(same);
  expect(mayBeSame(other, one)).toBe(same);
});
