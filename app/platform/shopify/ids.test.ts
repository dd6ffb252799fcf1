import { expect, test } from "vitest";
import { idOf } from "./ids.ts";

test("an ID of another type, or none, is refused for good", () => {
  expect(idOf("Order", "gid://shopify/Order/5678")).toBe(5678n);
  for (const gid of ["gid://shopify/Product/5678", "5678", "gid://shopify/Order/x"]) expect(() => idOf("Order", gid)).toThrow(expect.objectContaining({ kind: "invalid", code: "UNREADABLE_ID" }));
});
