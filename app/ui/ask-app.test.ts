import { expect, test } from "vitest";
import { answered } from "./ask-app.ts";

test("reads a failure with its errors, whatever the status that it came with", () => {
  const failure = { status: 409, message: "No.", errors: [{ path: "orderIds.0", message: "gone" }] };

  expect(answered(409, { ok: false, failure })).toEqual({ ok: false, failure });
  expect(answered(200, { ok: false, failure })).toEqual({ ok: false, failure });
});

test("takes for a failure whatever is no answer, such as the HTML of a sign-in page", () => {
  expect(answered(200, undefined)).toMatchObject({ ok: false, failure: { status: 0 } });
  expect(answered(502, undefined)).toMatchObject({ ok: false, failure: { status: 502 } });
  expect(answered(500, { anything: "else" })).toMatchObject({ ok: false, failure: { status: 500 } });
});
