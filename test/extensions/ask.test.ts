import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, expect, test } from "vitest";
import { ask } from "../../extensions/shared/ask.ts";

/** The app, which answers as a test has it, one request after the other. */
const keys: unknown[] = [];
let answers: ((response: ServerResponse) => void)[] = [];
const server = createServer((request: IncomingMessage, response) => {
  keys.push(request.headers["idempotency-key"]);
  answers.shift()?.(response);
}).listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => server.close());

const done = (response: ServerResponse) => response.end('{"success":true}');
const lost = (response: ServerResponse) => response.destroy();
const refused = (response: ServerResponse) => response.writeHead(409).end('{"message":"No."}');

/** Presses a button for each answer; gives the numbers of the keys that were sent. */
async function press(wanted: typeof answers, note = (_press: number) => "Where is it?"): Promise<number[]> {
  const address = server.address();
  const session = { token: async () => "a.e30.c", origin: `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}` };
  answers = [...wanted];
  keys.length = 0;
  for (const index of wanted.keys()) await ask(session, "/sync/orders/support", () => ({ note: note(index) })).catch(() => {});
  const different = [...new Set(keys)];
  return keys.map((key) => different.indexOf(key));
}

test("what is pressed again after a lost answer is the same request, until it is done", async () => {
  expect(await press([lost, lost, done, done])).toEqual([0, 0, 0, 1]);
});

test("what was refused may be asked for again", async () => {
  expect(await press([lost, refused, done])).toEqual([0, 0, 0]);
});

test("something else is another request", async () => {
  expect(await press([lost, done], String)).toEqual([0, 1]);
});
