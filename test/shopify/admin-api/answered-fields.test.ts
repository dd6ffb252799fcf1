import { isObjectType } from "graphql";
import { expect, test } from "vitest";
import { answeredFields } from "./executable-schema.ts";
import { adminSchema } from "./schema.ts";

test("every field that is answered is one of Shopify's", () => {
  const schemas = ["2025-10", "2026-10"].map((version) => adminSchema(version));

  const unknown = answeredFields().filter((path) => {
    const [typeName = "", field = ""] = path.split(".");
    return !schemas.some((schema) => {
      const type = schema.getType(typeName);
      return isObjectType(type) && field in type.getFields();
    });
  });

  expect(unknown).toEqual([]);
});
