import { messageOf } from "./errors.ts";

const words: Readonly<Record<string, string>> = {
  ENOTFOUND: "its address is not known",
  EAI_AGAIN: "its address could not be looked up",
  ECONNREFUSED: "nothing listens at its address",
  EHOSTUNREACH: "there is no way to its address",
  ENETUNREACH: "there is no way to its address",
  ECONNRESET: "the connection broke off",
  EPIPE: "the connection broke off",
  UND_ERR_SOCKET: "the connection broke off",
  ETIMEDOUT: "it took too long",
  UND_ERR_CONNECT_TIMEOUT: "it took too long",
  UND_ERR_HEADERS_TIMEOUT: "it took too long",
  TimeoutError: "it took too long",
};

/** Why a call over the network had no answer, in words for the people who decide what becomes of it; the error's own where it is none of the known ones. */
export function whyNoAnswer(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const known = words[String(Reflect.get(at, "code"))] ?? words[at.name];
    if (known) return known;
  }
  return messageOf(error);
}
