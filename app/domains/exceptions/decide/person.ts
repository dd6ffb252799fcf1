import type { Actor } from "#app/platform/ctx.ts";

interface Person {
  key?: string | undefined;
  staff?: string | undefined;
}

/**
 * Who decides, as two people are told apart. The holder of an admin's key is believed when it says for whom of its staff it asks:
 * it could do without a second person anyway, by the shop's settings. Everybody behind another key is one person.
 * (docs/decisions/014-two-people-behind-one-key.md)
 */
export function personOf({ kind, id, role, onBehalfOf }: Pick<Actor, "kind" | "id" | "role" | "onBehalfOf">): string {
  return kind === "api_key" && role === "admin" && onBehalfOf ? `${id}/${onBehalfOf.id}` : id;
}

/** Whether two records of who decided may be of the same person: a key that names nobody may be anybody behind it. */
export function mayBeSame(one: string, other: string): boolean {
  const [a, b] = [parsed(one), parsed(other)];
  if (a.staff !== undefined && a.staff === b.staff) return true;
  return a.key !== undefined && a.key === b.key && (a.staff === undefined || b.staff === undefined);
}

function parsed(person: string): Person {
  if (!person.startsWith("key:")) return { staff: person };
  const [key, ...staff] = person.split("/");
  return { key, staff: staff.length > 0 ? staff.join("/") : undefined };
}
