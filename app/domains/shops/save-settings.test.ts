import { expect, test } from "vitest";
import { testContext } from "#test/setup/context.ts";
import { getSettings } from "./get-settings.server.ts";
import { getSettingsDocument, saveSettings } from "./save-settings.server.ts";

type Ctx = Awaited<ReturnType<typeof testContext>>;
const audit = (ctx: Ctx) => ctx.sql<{ data: unknown }>`select data from audit_events where shop = ${ctx.shop} and event = 'settings.changed' order by at, id`;

test("changes what is named, leaves the rest, and is on record with what was before", async () => {
  const ctx = await testContext();

  const saved = await saveSettings(ctx, { version: 0, values: { delayedHours: 36 } });
  await saveSettings(ctx, { version: 1, values: { supportAssignee: "maya" } });

  expect(saved.version).toBe(1);
  expect(await getSettings(ctx)).toMatchObject({ delayedHours: 36, supportAssignee: "maya", trackingPendingHours: 2 });
  expect(await audit(ctx)).toEqual([{ data: { changes: [{ setting: "delayedHours", from: 24, to: 36 }] } }, { data: { changes: [{ setting: "supportAssignee", from: "assistant", to: "maya" }] } }]);
});

test("leaves no trace when nothing changes", async () => {
  const ctx = await testContext();

  const saved = await saveSettings(ctx, { version: 0, values: { delayedHours: 24 } });

  expect(saved.version).toBe(0);
  expect(await audit(ctx)).toEqual([]);
});

test.each([
  ["a value that does not fit", { delayedHours: -1 }, "delayedHours"],
  ["a setting that does not exist", { delayedHour: 1 }, ""],
  ["hours in which a shop closes before it opens", { businessHours: [{ day: 1, from: "18:00", to: "09:00" }] }, "businessHours.0.to"],
  ["business hours without a day", { businessHours: [] }, "businessHours"],
  ["a day that is named twice", { businessHours: [1, 1].map((day) => ({ day, from: "09:00", to: "18:00" })) }, "businessHours"],
  ["a limit of more business hours than its rule looks back", { businessHoursFor: ["unscannedHours"], businessHours: [{ day: 1, from: "09:00", to: "18:00" }] }, "unscannedHours"],
])("refuses %s", async (_name, values, path) => {
  const ctx = await testContext();

  await expect(saveSettings(ctx, { version: 0, values })).rejects.toMatchObject({ kind: "invalid", code: "INVALID_SETTINGS", details: { errors: [{ path }] } });
  expect((await getSettingsDocument(ctx)).version).toBe(0);
});

test("lets one of several who saw the same version change it", async () => {
  const ctx = await testContext();

  const results = await Promise.allSettled([30, 31, 32, 33].map((delayedHours) => saveSettings(ctx, { version: 0, values: { delayedHours } })));

  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(refused).toHaveLength(3);
  for (const error of refused) expect(error).toMatchObject({ kind: "conflict", code: "SETTINGS_CHANGED" });
  expect(await audit(ctx)).toHaveLength(1);
});

test("takes a change that is sent again, since its answer was lost, for the one that it was", async () => {
  const ctx = await testContext();
  const saved = await saveSettings(ctx, { version: 0, values: { delayedHours: 36 } });

  expect(await saveSettings(ctx, { version: 0, values: { delayedHours: 36 } })).toEqual(saved);
  expect(await audit(ctx)).toHaveLength(1);
});

test("changes nothing of another shop", async () => {
  const [ctx, other] = [await testContext(), await testContext()];

  await saveSettings(ctx, { version: 0, values: { delayedHours: 36 } });

  expect(await getSettingsDocument(other)).toMatchObject({ version: 0, values: { delayedHours: 24 } });
});
