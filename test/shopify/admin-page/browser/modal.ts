const style = `
  dialog.local-shopify-modal { width: min(620px, calc(100vw - 32px)); max-height: calc(100vh - 32px); padding: 0; border: 0; border-radius: 12px; box-shadow: 0 20px 60px #0006; font: 13px/1.4 Inter, system-ui, sans-serif; }
  dialog.local-shopify-modal[data-variant="small"] { width: min(380px, calc(100vw - 32px)); }
  dialog.local-shopify-modal[data-variant="large"], dialog.local-shopify-modal[data-variant="max"] { width: calc(100vw - 32px); }
  dialog.local-shopify-modal::backdrop { background: #0009; }
  .local-shopify-modal header, .local-shopify-modal footer { display: flex; gap: 8px; align-items: center; padding: 12px 16px; background: #f3f3f3; }
  .local-shopify-modal header strong { flex: 1; font-size: 14px; }
  .local-shopify-modal footer { justify-content: flex-end; background: #fff; border-top: 1px solid #ebebeb; }
  .local-shopify-modal footer:empty { display: none; }
  .local-shopify-modal button.bar { padding: 6px 12px; border: 1px solid #ccc; border-radius: 8px; background: #fff; font: inherit; cursor: pointer; }
  .local-shopify-modal button.bar.primary { border-color: #303030; background: #303030; color: #fff; }
  .local-shopify-modal button.bar:disabled { opacity: .5; cursor: default; }
  .local-shopify-modal iframe { display: block; width: 100%; height: 60vh; border: 0; }`;

/** `<ui-modal>`: a dialog over the app's page, with the title and the buttons of the title bar inside it. */
export class Modal extends HTMLElement {
  readonly content = document.createElement("div");
  readonly #dialog = document.createElement("dialog");
  readonly #title = document.createElement("strong");
  readonly #footer = document.createElement("footer");

  connectedCallback() {
    this.style.display = "none";
    if (this.#dialog.isConnected) return;
    if (!document.querySelector("style[data-local-shopify-modal]")) {
      const sheet = document.createElement("style");
      sheet.dataset.localShopifyModal = "";
      sheet.textContent = style;
      document.head.append(sheet);
    }
    const header = document.createElement("header");
    const close = button("✕", () => void this.hide());
    close.setAttribute("aria-label", "Close");
    header.append(this.#title, close);
    this.#dialog.className = "local-shopify-modal";
    this.#dialog.append(header, this.content, this.#footer);
    this.#dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      void this.hide();
    });
    document.body.append(this.#dialog);
    new MutationObserver(() => this.#render()).observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
  }

  disconnectedCallback() {
    this.#dialog.close();
    this.#dialog.remove();
  }

  get showing(): boolean {
    return this.#dialog.open;
  }

  show(): Promise<void> {
    if (!this.showing) {
      this.#render();
      this.#dialog.showModal();
      this.dispatchEvent(new Event("show"));
    }
    return Promise.resolve();
  }

  hide(): Promise<void> {
    if (this.showing) {
      this.#dialog.close();
      this.dispatchEvent(new Event("hide"));
    }
    return Promise.resolve();
  }

  toggle(): Promise<void> {
    return this.showing ? this.hide() : this.show();
  }

  #render() {
    const bar = this.querySelector("ui-title-bar");
    this.#dialog.dataset.variant = this.getAttribute("variant") ?? "base";
    this.#title.textContent = bar?.getAttribute("title") ?? this.getAttribute("heading") ?? "";
    const buttons = [...(bar?.querySelectorAll<HTMLElement>("button, a") ?? [])];
    this.#footer.replaceChildren(...buttons.map((each) => mirror(each)).reverse());
    const src = this.getAttribute("src");
    if (src && !this.content.querySelector("iframe")) {
      const frame = document.createElement("iframe");
      frame.src = src;
      this.content.append(frame);
    }
  }
}

function mirror(original: HTMLElement): HTMLButtonElement {
  const made = button(original.textContent?.trim() ?? "", () => original.click());
  if (original.getAttribute("variant") === "primary") made.classList.add("primary");
  made.disabled = original.hasAttribute("disabled") || original.hasAttribute("loading");
  return made;
}

function button(label: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "bar";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}
