import { lookup as systemLookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { DomainError } from "./errors.ts";
import { whyNoAnswer } from "./no-answer.ts";

interface OutboundOptions {
  /** Lets requests go to addresses that are not public, over plain HTTP too: for development and tests. */
  allowPrivate: boolean;
  /** How names become addresses. */
  lookup?: typeof systemLookup;
}

let outbound: Required<OutboundOptions> = { allowPrivate: false, lookup: systemLookup };

/** Sets where requests to addresses of other people's choice may go; the process does so at its start. */
export function configureOutbound({ allowPrivate, lookup = systemLookup }: OutboundOptions): void {
  outbound = { allowPrivate, lookup };
}

/** Whether an address is one of the public internet: not this machine, its network, its cloud's metadata, or a form of IPv6 that hides one of those. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

/** Why a request may not be made to a URL that somebody chose, so far as the URL alone tells; undefined when it may. */
export function refusedUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return "It is not a URL.";
  const url = new URL(text);
  if (url.protocol !== "https:" && !(outbound.allowPrivate && url.protocol === "http:")) return "It must begin with https://.";
  if (url.username || url.password) return "It must not carry a name or a password.";
  const host = bare(url.hostname);
  return ipaddr.isValid(host) && !mayConnect(host) ? "It leads to an address that is not public." : undefined;
}

/** Node asks for an address's name only: what stands in the URL as an address is looked at before. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  outbound.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const refused = addresses?.find(({ address }) => !mayConnect(address));
    const [first] = addresses ?? [];
    if (error || !first) callback(error ?? new Error(`${hostname} has no address`), "", 4);
    else if (refused) callback(new AddressRefused(`${hostname} leads to ${refused.address}, which is not public`), "", 4);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

class AddressRefused extends Error {}

export interface PublicPost {
  url: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
}

export interface PublicAnswer {
  status: number;
  /** Of the header Retry-After, when it is in seconds. */
  retryAfterSeconds: number;
}

/**
 * Sends a POST to a URL of somebody else's choice and gives the answer's head, and nothing of its body. The address is
 * looked at after the name is resolved and before anything connects; redirects are not followed. Throws a DomainError
 * (`conflict`, ADDRESS_REFUSED) where the request must not go, any other error when no answer came.
 */
export async function postToPublic(post: PublicPost): Promise<PublicAnswer> {
  const refused = refusedUrl(post.url);
  if (refused) throw new DomainError("conflict", "ADDRESS_REFUSED", { message: refused });
  try {
    return await send(post);
  } catch (error) {
    if (error instanceof AddressRefused) throw new DomainError("conflict", "ADDRESS_REFUSED", { message: error.message }, { cause: error });
    if (error instanceof StaleConnection) return postToPublic(post);
    throw new Error(`No answer: ${whyNoAnswer(error)}.`, { cause: error });
  }
}

/** The other side had closed a kept connection before the request reached it. */
class StaleConnection extends Error {}

const kept = { keepAlive: true, maxFreeSockets: 64, timeout: 10_000 };
const agents = { http: new http.Agent(kept), https: new https.Agent(kept) };
/** An answer's body is read, so that the connection can be used again, up to so many bytes. */
const mostRead = 64 * 1024;

function send({ url, headers, body, timeoutMs }: PublicPost): Promise<PublicAnswer> {
  const { request, agent } = url.startsWith("https:") ? { request: https.request, agent: agents.https } : { request: http.request, agent: agents.http };
  return new Promise((resolve, reject) => {
    const options = { method: "POST", agent, lookup: publicLookup, signal: AbortSignal.timeout(timeoutMs), headers: { ...headers, "Content-Length": Buffer.byteLength(body) } };
    const sending = request(url, options, (response) => {
      let read = 0;
      response.on("data", (chunk: Buffer) => {
        read += chunk.length;
        if (read > mostRead) response.destroy();
      });
      response.on("error", () => {}); // the head is all that is wanted
      resolve({ status: response.statusCode ?? 0, retryAfterSeconds: Number(response.headers["retry-after"] ?? 0) || 0 });
    });
    sending.on("error", (error) => reject(sending.reusedSocket && Reflect.get(error, "code") === "ECONNRESET" ? new StaleConnection() : error));
    sending.end(body);
  });
}

function mayConnect(address: string): boolean {
  return outbound.allowPrivate || isPublicAddress(address);
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}
