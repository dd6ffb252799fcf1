import { expect, test } from "vitest";
import { addressWithAdminParameters } from "./admin-parameters.ts";

const address = "https://app.example.com/app/orders/5678";
const from = "https://app.example.com/app?embedded=1&shop=demo.myshopify.com&host=YWRtaW4&locale=de&id_token=secret";

function follow(url: string, headers: Record<string, string>, method = "GET"): string | undefined {
  return addressWithAdminParameters(new Request(url, { method, headers }));
}

test("takes the parameters from the page that the link was on, and nothing else", () => {
  expect(follow(`${address}?tab=urgent`, { Referer: from })).toBe("/app/orders/5678?tab=urgent&embedded=1&shop=demo.myshopify.com&host=YWRtaW4&locale=de");
});

test.each([
  ["has them", `${address}?shop=demo.myshopify.com`, { Referer: from }],
  ["brings a session token", address, { Referer: from, Authorization: "Bearer token" }],
  ["comes from nowhere", address, {}],
  ["comes from elsewhere", address, { Referer: "https://elsewhere.example/app?shop=demo.myshopify.com" }],
  ["comes from a page without them", address, { Referer: "https://app.example.com/app" }],
  ["comes from no address", address, { Referer: "about blank" }],
])("leaves a request alone that %s", (_what, url, headers) => {
  expect(follow(url, headers)).toBeUndefined();
});

test("leaves alone what is sent, not followed", () => {
  expect(follow(address, { Referer: from }, "POST")).toBeUndefined();
});
