import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, expect, test } from "vitest";
import { configureShopify } from "./connection.server.ts";
import { describeStaff } from "./staff.server.ts";

/** Shopify, which answers the exchange of a token with what a test has it say. */
let said = "";
const server = createServer((_request, response) => response.end(said)).listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
configureShopify({ apiKey: "key", apiSecret: "secret", apiVersion: "2026-01", origin: `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}` });
afterAll(() => server.close());

test("says who a member of staff is", async () => {
  said = JSON.stringify({ associated_user: { first_name: "Asha", last_name: null, account_owner: true } });

  expect(await describeStaff("demo.myshopify.com", "token")).toEqual({ name: "Asha", accountOwner: true });
});

test.each(["<html>Sorry</html>", "", "null", '{"associated_user":{"first_name":"Asha"}}', '{"access_token":"x"}'])("knows nobody by an answer of %s", async (answer) => {
  said = answer;

  expect(await describeStaff("demo.myshopify.com", "token")).toBeUndefined();
});
