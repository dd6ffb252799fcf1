import { expect, test } from "vitest";
import { z } from "zod";
import { issueWords } from "./issue-words.ts";
import { Time } from "./time.ts";

const Parcel = z.strictObject({
  number: z.string().min(1),
  weight: z.number().min(0),
  pieces: z.array(z.object({ sku: z.string() })),
  status: z.enum(["sent", "lost"]),
  sentAt: Time,
  reference: z.union([z.number(), z.string().regex(/^#/)]),
});

const whole = { number: "TRK-1", weight: 1, pieces: [{ sku: "KET-1" }], status: "sent", sentAt: "2026-11-21T10:00:00Z", reference: 1 };

test.each([
  ["a field that is not there", { number: undefined }, "number is missing"],
  ["a field of a union that is not there", { reference: undefined }, "reference is missing"],
  ["a field that is empty", { number: null }, "number is empty, and should be text"],
  ["a blank text", { number: "" }, "number is blank"],
  ["another kind of value", { weight: "1 kg" }, "weight is text, and should be a number"],
  ["a number below its least", { weight: -1 }, "weight is below 0"],
  ["something within a list", { pieces: [{ sku: 5 }] }, "pieces.0.sku is a number, and should be text"],
  ["a list that is none", { pieces: {} }, "pieces is an object, and should be a list"],
  ["a word that is not one of those", { status: "gone" }, "status is none of sent, lost"],
  ["a date that is none", { sentAt: "yesterday" }, "sentAt is not a date"],
  ["a value of no expected form", { reference: "5" }, "reference does not have the form that is expected"],
  ["a field too many", { colour: "red" }, " has fields that nobody knows: colour"],
])("says of %s what is wrong", (_what, change, said) => {
  const { error } = Parcel.safeParse({ ...whole, ...change }, { error: issueWords });

  expect(error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`)).toEqual([said]);
});
