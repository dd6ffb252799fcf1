import { type PageConfig } from "./admin.ts";
import { type StaffSwitcher } from "./chrome.ts";
import { type NavItem, type TitleButton, type ToAdmin, type ToApp, unwrap, wrap } from "./messages.ts";
import { SaveBarView } from "./save-bar-view.ts";
import { ToastView } from "./toast-view.ts";

/** The query parameters that admin adds for the app; an address that people see goes without them. */
const ownParameters = ["embedded", "shop", "host", "id_token", "locale", "timestamp", "session", "hmac", "user"];

/** The app inside the admin: its frame, and all of the admin that it may write on. */
export class AppFrame {
  readonly #config: PageConfig;
  readonly #staff: StaffSwitcher;
  readonly #frame: HTMLIFrameElement;
  readonly #saveBar: SaveBarView;
  readonly #toasts: ToastView;
  #path = "/";

  constructor(config: PageConfig, staff: StaffSwitcher) {
    this.#config = config;
    this.#staff = staff;
    this.#frame = document.querySelector<HTMLIFrameElement>("iframe#app")!;
    this.#saveBar = new SaveBarView((which) => this.#tell({ type: "pressSaveBar", which }));
    this.#toasts = new ToastView((message) => this.#tell(message));
    window.addEventListener("message", ({ source, data }) => {
      const message = source === this.#frame.contentWindow ? unwrap<ToAdmin>(data) : undefined;
      if (message) void this.#hear(message);
    });
    staff.onChange(() => void this.load(this.#path));
    document.getElementById("retry")?.addEventListener("click", () => void this.load(this.#path));
  }

  /** Opens a page of the app, with all that admin hands it: the shop, the host and a session token. */
  async load(path: string) {
    const { appUrl, shop, store } = this.#config;
    this.#path = path;
    this.#setLoading(true);
    const awake = await fetch(new URL("/favicon.ico", appUrl), { mode: "no-cors" }).then(() => true, () => false);
    document.body.classList.toggle("app-away", !awake);
    if (!awake) return this.#setLoading(false);
    const address = new URL(path, appUrl);
    const given = { embedded: "1", shop, host: btoa(`admin.shopify.com/store/${store}`), id_token: await this.#token(), locale: "en", timestamp: String(Math.floor(Date.now() / 1000)), session: "local", hmac: "local" };
    for (const [name, value] of Object.entries(given)) address.searchParams.set(name, value);
    this.#frame.addEventListener("load", () => this.#setLoading(false), { once: true });
    this.#frame.src = address.href;
  }

  async #hear(message: ToAdmin) {
    switch (message.type) {
      case "idToken":
        return this.#tell({ type: "answer", ask: message.ask, value: await this.#token() });
      case "leaveConfirmation":
        return this.#tell({ type: "answer", ask: message.ask, value: await this.#saveBar.confirmLeaving() });
      case "location":
        return this.#showLocation(message.path);
      case "nav":
        return this.#showNav(message.items);
      case "title":
        return this.#showTitle(message.title, message.buttons);
      case "toast":
        return this.#toasts.show(message.toast);
      case "hideToast":
        return this.#toasts.hide(message.id);
      case "saveBar":
        return this.#saveBar.render(message);
      case "loading":
        return this.#setLoading(message.on);
      case "openAdmin":
        window.location.assign(this.#adminPath(message.path));
    }
  }

  async #token(): Promise<string> {
    const response = await fetch(`/_local/session-token?shop=${this.#config.shop}&user=${this.#staff.current()}`);
    const { token }: { token: string } = await response.json();
    return token;
  }

  #tell(message: ToApp) {
    this.#frame.contentWindow?.postMessage(wrap(message), this.#config.appUrl);
  }

  /** Keeps the address such that loading it again opens the same page of the app. */
  #showLocation(path: string) {
    const url = new URL(path, this.#config.appUrl);
    for (const name of ownParameters) url.searchParams.delete(name);
    this.#path = url.pathname + url.search;
    window.history.replaceState(null, "", `/store/${this.#config.store}/apps/${this.#config.apiKey}${this.#path}`);
    for (const link of document.querySelectorAll("#app-nav a")) link.classList.toggle("current", isSection(url.pathname, link.getAttribute("data-href") ?? ""));
  }

  #showNav(items: NavItem[]) {
    const links = items.map(({ label, href }) => {
      const link = document.createElement("a");
      link.textContent = label;
      link.dataset.href = href;
      link.href = `/store/${this.#config.store}/apps/${this.#config.apiKey}${href}`;
      link.classList.toggle("current", isSection(this.#path.split("?")[0] ?? "", href));
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.#tell({ type: "navigate", path: href });
      });
      return link;
    });
    document.getElementById("app-nav")?.replaceChildren(...links);
  }

  #showTitle(title: string, buttons: TitleButton[]) {
    const heading = document.getElementById("title");
    if (heading && title) heading.textContent = title;
    const made = buttons.map(({ label, kind, disabled }, index) => {
      const button = document.createElement("button");
      button.className = `button ${kind}`;
      button.textContent = kind === "breadcrumb" ? `← ${label}` : label;
      button.disabled = disabled;
      button.addEventListener("click", () => this.#tell({ type: "pressTitleButton", index }));
      return button;
    });
    document.getElementById("title-buttons")?.replaceChildren(...made);
  }

  #setLoading(on: boolean) {
    document.body.classList.toggle("loading", on);
  }

  #adminPath(path: string): string {
    const inApp = /^\/apps\/[^/]+(\/.*)?$/.exec(path);
    return `/store/${this.#config.store}${inApp ? `/apps/${this.#config.apiKey}${inApp[1] ?? ""}` : path}`;
  }
}

/** Whether a page of the app belongs to an entry of its navigation: the entry's own page, or one below it. */
function isSection(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}
