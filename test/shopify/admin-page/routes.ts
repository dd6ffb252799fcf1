import { readFileSync } from "node:fs";
import { redirect, send, sendHtml } from "../http/respond.ts";
import { type Exchange, type Route } from "../http/router.ts";
import { type Shop, storeOf } from "../model/shop.ts";
import { type World } from "../state/world.ts";
import { appPage } from "./app-page.ts";
import { browserScript } from "./assets.ts";
import { orderPage } from "./order-page.ts";
import { ordersPage } from "./orders-page.ts";

const css = readFileSync(new URL("./admin.css", import.meta.url));

/** The admin of each store, and the App Bridge that the app loads. */
export function adminPageRoutes(world: World): Route[] {
  const { apiKey, appUrl } = world.options;
  const app = new URL(appUrl).origin;
  // Pages show what customers and apps wrote: nothing of it may run, and nobody but the app is framed.
  const policy = `default-src 'self'; img-src 'self' data:; connect-src 'self' ${app}; frame-src ${app}; frame-ancestors 'none'; base-uri 'none'`;
  const page = (path: string, render: (shop: Shop, exchange: Exchange) => string | undefined): Route => ({
    method: "GET",
    path,
    handle: (exchange) => {
      const shop = world.findShop(exchange.params.store ?? "");
      const body = shop && render(shop, exchange);
      if (body === undefined) return sendHtml(exchange.response, 404, "<!doctype html><title>Not found</title><p>There is no such page here.");
      sendHtml(exchange.response, 200, body, { "Cache-Control": "no-store", "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff" });
    },
  });
  const script = (path: string, name: "app-bridge" | "admin"): Route => ({
    method: "GET",
    path,
    handle: async ({ response }) => send(response, 200, "text/javascript; charset=utf-8", await browserScript(name), { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "no-cache" }),
  });
  const home = ({ response, params }: Exchange) => {
    const [first] = world.shops.keys();
    redirect(response, `/store/${params.store ?? storeOf(first ?? "")}/apps/${apiKey}`);
  };
  const appPath = ({ params, url }: Exchange) => `/${params.path ?? ""}${url.search}`;

  return [
    script("/app-bridge.js", "app-bridge"),
    script("/_admin/admin.js", "admin"),
    { method: "GET", path: "/_admin/admin.css", handle: ({ response }) => send(response, 200, "text/css; charset=utf-8", css, { "Cache-Control": "no-cache" }) },
    { method: "GET", path: "/", handle: home },
    { method: "GET", path: "/store/:store", handle: home },
    { method: "GET", path: "/store/:store/oauth/install", handle: home },
    page("/store/:store/apps/:app", (shop, exchange) => appPage(world, shop, appPath(exchange))),
    page("/store/:store/apps/:app/:path*", (shop, exchange) => appPage(world, shop, appPath(exchange))),
    page("/store/:store/orders", (shop, { url }) => ordersPage(world, shop, url.searchParams)),
    page("/store/:store/orders/:order", (shop, { params }) => orderPage(world, shop, params.order ?? "")),
  ];
}
