import { type BarButton } from "./messages.ts";

interface State {
  open: boolean;
  save: BarButton;
  discard: BarButton;
}

/** The bar that covers the top of the admin while the app has something to save. */
export class SaveBarView {
  readonly #bar = document.getElementById("save-bar")!;
  #open = false;

  constructor(press: (which: "save" | "discard") => void) {
    for (const which of ["save", "discard"] as const) this.#button(which)?.addEventListener("click", () => press(which));
    window.addEventListener("beforeunload", (event) => this.#open && event.preventDefault());
  }

  render({ open, save, discard }: State) {
    this.#open = open;
    this.#bar.hidden = !open;
    for (const [which, state] of [["save", save], ["discard", discard]] as const) {
      const button = this.#button(which);
      if (!button) continue;
      button.textContent = state.busy ? "…" : state.label;
      button.disabled = state.disabled || state.busy;
    }
  }

  /** Resolves once the person has agreed to leave without saving; never, when not. */
  confirmLeaving(): Promise<boolean> {
    return new Promise((done) => {
      if (!this.#open || window.confirm("Leave page with unsaved changes?")) done(true);
      else this.#bar.animate([{ translate: "-6px" }, { translate: "6px" }, { translate: "0" }], { duration: 150, iterations: 2 });
    });
  }

  #button(which: string): HTMLButtonElement | null {
    return this.#bar.querySelector(`button[data-press="${which}"]`);
  }
}
