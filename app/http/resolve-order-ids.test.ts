import { expect, test } from "vitest";
import type { SyncClient } from "#app/platform/sync.ts";
import { withOrderIds } from "./resolve-order-ids.server.ts";

test("resolves rows that name an order by number alone, each number once, and leaves the others", async () => {
  const asked: string[] = [];
  const sync: SyncClient = {
    get: async (path) => {
      asked.push(path);
      return path.endsWith(encodeURIComponent("#1001")) ? { status: 200, body: { order: { id: "gid://shopify/Order/1" } } } : { status: 404, body: {} };
    },
    post: async () => ({ status: 405, body: {} }),
  };

  const rows = await withOrderIds(sync, [{ order_number: "#1001" }, { order_number: "#1001" }, { order_number: "#404" }, { order_id: "gid://shopify/Order/2", order_number: "#1002" }, { order_number: null }]);

  expect(rows.map(({ order_id: id }) => id)).toEqual(["gid://shopify/Order/1", "gid://shopify/Order/1", undefined, "gid://shopify/Order/2", undefined]);
  expect(asked).toHaveLength(2);
});
