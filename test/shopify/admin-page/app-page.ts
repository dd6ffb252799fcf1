import { type Shop } from "../model/shop.ts";
import { type World } from "../state/world.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

/** The page that the app stands in. */
export function appPage(world: World, shop: Shop, appPath: string): string {
  const body = html`
    <div class="app-bar"><strong id="title">Orders Dashboard</strong><span id="title-buttons"></span></div>
    <iframe id="app" name="app-iframe" title="Orders Dashboard" allow="clipboard-write"></iframe>
    <section class="away">
      <h1>The app does not answer</h1>
      <p>Nothing listens at <code>${world.options.appUrl}</code> yet.</p>
      <button class="button primary" id="retry">Try again</button>
    </section>`;
  return layout(world, shop, { title: "Orders Dashboard", current: "app", body, appPath });
}
