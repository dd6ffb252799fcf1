import { embedded, listen, tell } from "./host.ts";
import { idToken } from "./token.ts";

const adminAddress = /^(?:shopify:\/*admin|https:\/\/admin\.shopify\.com\/store\/[^/]+)(\/.*)?$/i;

/** Keeps the admin's address in step with the app's, and lets either lead the other somewhere. */
export function connectNavigation() {
  const report = () => tell({ type: "location", path: window.location.pathname + window.location.search });
  for (const name of ["pushState", "replaceState"] as const) {
    const native = window.history[name].bind(window.history);
    window.history[name] = (...given: Parameters<History["pushState"]>) => {
      native(...given);
      report();
    };
  }
  window.addEventListener("popstate", report);
  report();

  // The app's router listens for this event on an element that has the address.
  listen((message) => {
    if (message.type !== "navigate") return;
    const link = document.createElement("a");
    link.setAttribute("href", message.path);
    link.hidden = true;
    document.body.append(link);
    link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
    link.remove();
  });

  const nativeOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const path = adminPath(String(url ?? ""));
    if (path === undefined) return nativeOpen(url, target, features);
    tell({ type: "openAdmin", path });
    return null;
  };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const path = link && adminPath(link.getAttribute("href") ?? "");
    if (path === undefined || path === null) return;
    event.preventDefault();
    tell({ type: "openAdmin", path });
  });
}

function adminPath(url: string): string | undefined {
  const match = adminAddress.exec(url);
  return match ? (match[1] ?? "/") : undefined;
}

/** Answers the page that the app sends a browser to when it has no session token: back, with one. */
export async function reloadWithToken(address: string) {
  const target = new URL(address, window.location.origin);
  if (target.origin !== window.location.origin || !embedded) return;
  target.searchParams.set("id_token", await idToken(true));
  window.location.replace(target);
}
