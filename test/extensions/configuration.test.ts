import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { flowActions } from "#app/api.server.ts";
import { readExtensions } from "#scripts/build-extensions.ts";

const surfaces = resolve(import.meta.dirname, "../../node_modules/@shopify/ui-extensions/build/ts/surfaces");
const extensions = readExtensions();

test("gives every extension a handle of its own", () => {
  expect(new Set(extensions.map(({ handle }) => handle)).size).toBe(extensions.length);
});

describe.each(extensions.filter(({ type }) => type === "ui_extension"))("$handle", ({ name, folder, targeting }) => {
  test("renders where Shopify has a place for it", () => {
    for (const { module, target } of targeting) {
      const surface = target.startsWith("admin.") ? "admin" : "customer-account";
      expect(existsSync(join(surfaces, surface, "targets", `${target}.d.ts`))).toBe(true);
      expect(existsSync(join(folder, module))).toBe(true);
    }
  });

  test("has its name in its locale file", () => {
    const words = JSON.parse(readFileSync(join(folder, "locales/en.default.json"), "utf8"));
    const named = name.replace("t:", "").split(".").reduce((at, part) => at?.[part], words);

    expect(named).toEqual(expect.any(String));
  });
});

test("lets staff see in Shopify's admin who works on an order, and not change it", () => {
  const configuration = readFileSync(resolve(import.meta.dirname, "../../shopify.app.toml"), "utf8");
  const [, assignee] = /^\[order\.metafields\.app\.assignee\]\n((?:[^[\n].*\n)+)/m.exec(configuration) ?? [];

  expect(assignee).toContain('access.admin = "merchant_read"\n');
});

test("has an address of the app for every Flow action, and no other", () => {
  const addresses = extensions.filter(({ type }) => type === "flow_action").map(({ runtime_url: address }) => address);

  expect(addresses.toSorted()).toEqual(Object.keys(flowActions).toSorted());
});

test("gives Flow triggers fields that Shopify takes: letters and spaces", () => {
  const keys = extensions.filter(({ type }) => type === "flow_trigger").flatMap(({ settings }) => settings.fields.flatMap(({ key }) => key ?? []));

  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter((key) => !/^[A-Za-z ]+$/.test(key))).toEqual([]);
});
