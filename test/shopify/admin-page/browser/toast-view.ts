import { type Toast, type ToApp } from "./messages.ts";

/** The messages at the foot of the admin, each for its time. */
export class ToastView {
  readonly #list = document.getElementById("toasts")!;
  readonly #tell: (message: ToApp) => void;

  constructor(tell: (message: ToApp) => void) {
    this.#tell = tell;
  }

  show({ id, message, isError, action, duration }: Toast) {
    const toast = document.createElement("div");
    toast.className = isError ? "toast error" : "toast";
    toast.id = `toast-${id}`;
    toast.append(text(message));
    if (action) toast.append(button(action, () => this.#tell({ type: "toastAction", id })));
    const close = button("✕", () => this.hide(id));
    close.setAttribute("aria-label", "Dismiss");
    toast.append(close);
    this.#list.append(toast);
    setTimeout(() => this.hide(id), duration);
  }

  hide(id: string) {
    const toast = document.getElementById(`toast-${id}`);
    if (!toast) return;
    toast.remove();
    this.#tell({ type: "toastGone", id });
  }
}

function text(content: string): HTMLElement {
  const span = document.createElement("span");
  span.textContent = content;
  return span;
}

function button(label: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}
