import { listen, tell } from "./host.ts";
import { type BarButton, type TitleButton } from "./messages.ts";

class HiddenElement extends HTMLElement {
  connectedCallback() {
    this.style.display = "none";
    this.connected();
  }

  connected() {}

  /** Calls back now and whenever anything inside, or an attribute of it, changes. */
  watch(report: () => void) {
    report();
    new MutationObserver(report).observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
  }
}

class NavMenu extends HiddenElement {
  override connected() {
    this.watch(() => {
      const links = [...this.querySelectorAll("a, s-link")].filter((link) => link.getAttribute("rel") !== "home");
      tell({ type: "nav", items: links.map((link) => ({ label: link.textContent?.trim() ?? "", href: link.getAttribute("href") ?? "/" })) });
    });
  }
}

class TitleBar extends HiddenElement {
  override connected() {
    if (this.closest("ui-modal")) return;
    this.watch(() => tell({ type: "title", title: this.getAttribute("title") ?? "", buttons: this.buttons().map(titleButton) }));
    listen((message) => message.type === "pressTitleButton" && this.isConnected && this.buttons()[message.index]?.click());
  }

  buttons(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("button, a")];
  }
}

function titleButton(button: HTMLElement): TitleButton {
  const variant = button.getAttribute("variant");
  return { label: button.textContent?.trim() ?? "", kind: variant === "primary" || variant === "breadcrumb" ? variant : "secondary", disabled: button.hasAttribute("disabled") };
}

const open = new Set<SaveBar>();

export class SaveBar extends HiddenElement {
  override connected() {
    this.watch(() => this.showing && this.#report());
  }

  disconnectedCallback() {
    void this.hide();
  }

  get showing(): boolean {
    return open.has(this);
  }

  show(): Promise<void> {
    if (!this.showing) {
      open.add(this);
      this.#report();
      this.dispatchEvent(new Event("show"));
    }
    return Promise.resolve();
  }

  hide(): Promise<void> {
    if (this.showing) {
      open.delete(this);
      this.#report();
      this.dispatchEvent(new Event("hide"));
    }
    return Promise.resolve();
  }

  toggle(): Promise<void> {
    return this.showing ? this.hide() : this.show();
  }

  press(which: "save" | "discard") {
    this.#button(which)?.click();
  }

  #button(which: "save" | "discard"): HTMLElement | null {
    return this.querySelector<HTMLElement>(which === "save" ? 'button[variant="primary"]' : 'button:not([variant="primary"])');
  }

  #report() {
    tell({ type: "saveBar", open: open.size > 0, save: barButton(this.#button("save"), "Save"), discard: barButton(this.#button("discard"), "Discard") });
  }
}

function barButton(button: HTMLElement | null, label: string): BarButton {
  const busy = button !== null && button.hasAttribute("loading") && button.getAttribute("loading") !== "false";
  return { label: button?.textContent?.trim() || label, disabled: button?.hasAttribute("disabled") ?? false, busy };
}

/** Whether something waits to be saved. */
export function hasUnsavedChanges(): boolean {
  return open.size > 0;
}

/** Defines the elements that App Bridge React renders; before React sees the page, which calls their methods at once. */
export function defineElements(modal: CustomElementConstructor) {
  listen((message) => message.type === "pressSaveBar" && [...open].at(-1)?.press(message.which));
  const elements: Record<string, CustomElementConstructor> = {
    "ui-nav-menu": NavMenu,
    "s-app-nav": class extends NavMenu {},
    "ui-title-bar": TitleBar,
    "ui-save-bar": SaveBar,
    "ui-modal": modal,
  };
  for (const [name, element] of Object.entries(elements)) if (!customElements.get(name)) customElements.define(name, element);
}
