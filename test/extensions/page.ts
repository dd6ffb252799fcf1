import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Window } from "happy-dom";
import type { BuiltTarget } from "#scripts/build-extensions.ts";

export interface Opened {
  document: Window["document"];
  /** Waits until the extension shows what is looked for. */
  find: (selector: string) => Promise<Element>;
  closed: () => boolean;
}

export interface Surroundings {
  built: BuiltTarget[];
  appUrl: string;
  token: () => Promise<string>;
  /** The orders that are shown or selected in the admin. */
  orders: string[];
}

/** Opens an extension as the admin does: its script, a document of its own, the API that it is given. */
export async function openExtension(handle: string, { built, appUrl, token, orders }: Surroundings): Promise<Opened> {
  const { file, folder } = built.find((each) => each.handle === handle) ?? fail(`There is no extension '${handle}'.`);
  const window = new Window();
  let isClosed = false;
  const words: Record<string, unknown> = JSON.parse(readFileSync(join(folder, "locales/en.default.json"), "utf8"));
  const api = {
    data: { selected: orders.map((id) => ({ id })) },
    order: { value: { id: orders[0] } },
    auth: { idToken: token },
    sessionToken: { get: token },
    i18n: { translate: (key: string, values: Record<string, unknown> = {}) => wordsOf(words, key).replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name])) },
    close: () => (isClosed = true),
  };
  const answered = globalThis.fetch;
  // Relative addresses are the app's.
  const fetch = (path: string, init: RequestInit) => answered(new URL(path, appUrl), init);
  Object.assign(globalThis, { document: window.document, shopify: api, fetch });
  const { default: start }: { default: () => void } = await import(`${file}?${Math.random()}`);
  start();

  const find = async (selector: string): Promise<Element> => {
    const until = Date.now() + 5_000;
    for (;;) {
      const found = window.document.querySelector(selector);
      if (found) return found as unknown as Element;
      if (Date.now() > until) throw new Error(`'${selector}' does not show up in ${window.document.body.innerHTML}`);
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  return { document: window.document, find, closed: () => isClosed };
}

function wordsOf(words: Record<string, unknown>, key: string): string {
  const found = key.split(".").reduce<unknown>((at, part) => (typeof at === "object" && at !== null ? Reflect.get(at, part) : undefined), words);
  return typeof found === "string" ? found : fail(`The locale file has no '${key}'.`);
}

function fail(message: string): never {
  throw new Error(message);
}
