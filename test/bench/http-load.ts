import { connect } from "node:net";

export interface LoadOptions {
  url: string;
  connections: number;
  /** How long, in seconds, and at most how many requests. */
  seconds: number;
  most?: number;
  /** The request of a number, as bytes: head and body. */
  request: (index: number) => Buffer;
}

export interface LoadResult {
  requestsPerSecond: number;
  /** Milliseconds of each request. */
  times: number[];
  /** How many answers had which status. */
  statuses: Record<string, number>;
}

/**
 * Sends requests over keep-alive connections, each as soon as the answer to the one before is complete. As little of a client
 * as HTTP allows, so that the server is what is measured.
 */
export async function load({ url, connections, seconds, most = Number.POSITIVE_INFINITY, request }: LoadOptions): Promise<LoadResult> {
  const { hostname, port } = new URL(url);
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const started = performance.now();
  const end = started + seconds * 1000;
  let next = 0;

  const connection = () =>
    new Promise<void>((done, fail) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      let sentAt = 0;
      let buffered: Buffer = Buffer.alloc(0);
      const send = () => {
        if (performance.now() >= end || next >= most) return void socket.end();
        sentAt = performance.now();
        socket.write(request(next++));
      };
      socket.on("connect", send);
      socket.on("data", (chunk: Buffer) => {
        buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
        const size = answerSize(buffered);
        if (size === undefined || buffered.length < size) return;
        const status = buffered.toString("latin1", 9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        times.push(performance.now() - sentAt);
        buffered = Buffer.alloc(0);
        send();
      });
      socket.on("close", () => done());
      socket.on("error", fail);
    });
  await Promise.all(Array.from({ length: connections }, connection));
  return { requestsPerSecond: times.length / ((performance.now() - started) / 1000), times, statuses };
}

const headEnd = Buffer.from("\r\n\r\n");

/** How many bytes the answer at the start of a buffer has, once its head is complete. */
function answerSize(buffered: Buffer): number | undefined {
  const end = buffered.indexOf(headEnd);
  if (end === -1) return undefined;
  const [, length] = /content-length: *(\d+)/i.exec(buffered.toString("latin1", 0, end)) ?? [];
  return end + headEnd.length + Number(length ?? 0);
}

/** The bytes of a request. */
export function httpRequest(method: string, path: string, headers: Record<string, string>, body?: Buffer): Buffer {
  const lines = Object.entries({ Host: "localhost", ...headers, ...(body ? { "Content-Length": String(body.length) } : {}) }).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
  return body ? Buffer.concat([head, body]) : head;
}
