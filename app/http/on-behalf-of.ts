import type { Actor } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";

/** The header by which the holder of a key says for whom of its staff a request is. */
export const onBehalfOfHeader = "X-On-Behalf-Of";

/** Staff's id and name, as the header has them. */
export function onBehalfOf({ id, label }: Pick<Actor, "id" | "label">): string {
  return `${encodeURIComponent(id)};${encodeURIComponent(label)}`;
}

const form = /^([\w%.~:-]{1,100});([\w%.~!*'()-]{1,600})$/;

/**
 * Whoever holds a key, acting for the member of staff that the header names. The key stays on record as the one who called, with
 * what it may do; the name is what it says. Throws `malformed` for a header of another form.
 */
export function actingFor(key: Actor, header: string | undefined): Actor {
  if (header === undefined) return key;
  const [, id, name] = form.exec(header) ?? [];
  try {
    if (id === undefined || name === undefined) throw new URIError("It has no id and name.");
    const staff = { id: decodeURIComponent(id), name: decodeURIComponent(name) };
    if (/\p{Cc}/u.test(staff.id + staff.name)) throw new URIError("It has control characters.");
    return { ...key, label: `${staff.name} (${key.label})`, onBehalfOf: staff };
  } catch (cause) {
    if (!(cause instanceof URIError)) throw cause;
    throw new DomainError("malformed", "MALFORMED_HEADER", { message: `${onBehalfOfHeader} is an id and a name, percent-encoded, with a semicolon between them.` }, { cause });
  }
}
