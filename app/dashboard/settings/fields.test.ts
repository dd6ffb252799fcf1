import { expect, test } from "vitest";
import { defaultSettings } from "#app/domains/shops/settings.ts";
import { fieldsOf, type SectionName } from "./fields.ts";
import { settingsText } from "./settings-text.ts";

const sections: SectionName[] = ["limits", "workflow", "assignment", "mails", "events", "other"];

test("every setting has one place", () => {
  const placed = sections.flatMap((section) => fieldsOf(section, defaultSettings)).map(({ name }) => name);

  expect(placed.toSorted()).toEqual(Object.keys(defaultSettings).toSorted());
});

test("a setting that nobody has described yet has a place and a name too", () => {
  expect(fieldsOf("other", { ...defaultSettings, somethingNew: 1 }).at(-1)).toEqual({ name: "somethingNew", kind: "json", label: "Something new", help: "" });
});

test("every section has a name", () => {
  for (const section of sections) expect(settingsText.sections[section]).not.toBe("");
});
