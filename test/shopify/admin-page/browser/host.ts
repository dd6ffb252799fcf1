import { type ToAdmin, type ToApp, unwrap, wrap } from "./messages.ts";

type Ask = Extract<ToAdmin, { ask: number }>["type"];

const patience = 10_000;
const waiting = new Map<number, (value: unknown) => void>();
const listeners: ((message: ToApp) => void)[] = [];
let asked = 0;

export const embedded = window.top !== window;

/** Tells the admin something; outside of it nobody listens. */
export function tell(message: ToAdmin) {
  if (embedded) window.parent.postMessage(wrap(message), "*");
}

/** Asks the admin for something and waits for its answer. */
export function ask(type: Ask): Promise<unknown> {
  asked += 1;
  const number = asked;
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`The admin did not answer '${type}': is this page inside it?`)), patience);
    waiting.set(number, (value) => {
      clearTimeout(timer);
      done(value);
    });
    tell({ type, ask: number });
  });
}

export function listen(listener: (message: ToApp) => void) {
  listeners.push(listener);
}

window.addEventListener("message", ({ data, source }) => {
  const message = source === window.parent ? unwrap<ToApp>(data) : undefined;
  if (!message) return;
  if (message.type === "answer") {
    waiting.get(message.ask)?.(message.value);
    waiting.delete(message.ask);
  }
  for (const listener of listeners) listener(message);
});
