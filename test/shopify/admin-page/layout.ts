import { type Shop, staffName, storeOf } from "../model/shop.ts";
import { type World } from "../state/world.ts";
import { html, type Html, json } from "./html.ts";

interface Page {
  title: string;
  /** Which entry of the navigation is the current one. */
  current: "orders" | "app";
  body: Html;
  appPath?: string;
}

/** A page of the admin: the bar at its top, the navigation at its side, and the page itself. */
export function layout(world: World, shop: Shop, { title, current, body, appPath }: Page): string {
  const { apiKey, appUrl } = world.options;
  const store = storeOf(shop.domain);
  const app = `/store/${store}/apps/${apiKey}`;
  const others = [...world.shops.values()].filter((other) => other !== shop);
  const config = { store, shop: shop.domain, apiKey, appUrl, ...(appPath === undefined ? {} : { appPath }) };
  const mark = (entry: Page["current"]) => (entry === current ? "current" : "");
  return `<!doctype html>${html`
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · ${shop.name} · Local Shopify</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/_admin/admin.css">
  </head>
  <body>
    <div id="loading-bar" role="presentation"></div>
    <header id="top">
      <button id="menu" aria-label="Menu" aria-controls="side">☰</button>
      <a class="brand" href="${app}">Local Shopify</a>
      <span class="shop">${shop.name}</span>
      <label class="staff"><span>Viewing as</span>
        <select id="staff">${shop.staff.map((staff) => html`<option value="${staff.role}">${staffName(staff)} (${staff.role})</option>`)}</select>
      </label>
    </header>
    <div id="save-bar" hidden role="region" aria-label="Unsaved changes">
      <span>Unsaved changes</span>
      <button class="button" data-press="discard">Discard</button>
      <button class="button primary" data-press="save">Save</button>
    </div>
    <div id="shade"></div>
    <nav id="side" aria-label="Admin">
      <a class="${mark("orders")}" href="/store/${store}/orders">Orders</a>
      <p>Apps</p>
      <a class="${mark("app")}" href="${app}">Orders Dashboard</a>
      <div id="app-nav"></div>
      <p>Stores</p>
      ${others.map((other) => html`<a href="/store/${storeOf(other.domain)}/apps/${apiKey}">${other.name}</a>`)}
    </nav>
    <main class="${current}">${body}</main>
    <div id="toasts" role="status" aria-live="polite"></div>
    <script type="application/json" id="config">${json(config)}</script>
    <script src="/_admin/admin.js"></script>
  </body>
</html>`.text}`;
}
