import { createServer } from "node:http";
import { type AddressInfo } from "node:net";

export interface ReceivedWebhook {
  topic: string;
  shop: string;
  webhookId: string;
  eventId: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  raw: string;
  body: Record<string, unknown>;
}

export interface Receiver {
  url: string;
  received: ReceivedWebhook[];
  /** What it answers next: a status, or never. Without an entry 200. */
  answers: (number | "never")[];
  of: (topic: string) => ReceivedWebhook[];
  stop: () => Promise<void>;
}

/** An app that takes webhooks and remembers them. */
export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedWebhook[] = [];
  const answers: Receiver["answers"] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString();
      const header = (name: string) => String(request.headers[`x-shopify-${name}`] ?? "");
      received.push({ topic: header("topic"), shop: header("shop-domain"), webhookId: header("webhook-id"), eventId: header("event-id"), path: request.url ?? "", headers: request.headers, raw, body: parsed(raw) });
      const answer = answers.shift() ?? 200;
      if (answer !== "never") response.writeHead(answer).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, done));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://localhost:${port}`, received, answers, of: (topic) => received.filter((each) => each.topic === topic), stop };
}

function parsed(raw: string): Record<string, unknown> {
  try {
    return JSON.parse(raw);
  } catch {
    return {};
  }
}
