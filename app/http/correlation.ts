import { v7 as uuid } from "uuid";

const usable = /^[A-Za-z0-9._:-]{1,128}$/;

/** The first given id that is usable (1–128 of `A-Za-z0-9._:-`), else a new one. */
export function correlationId(...given: unknown[]): string {
  const found = given.find((candidate) => typeof candidate === "string" && usable.test(candidate));
  return typeof found === "string" ? found : uuid();
}
