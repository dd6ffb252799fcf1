import { useShortcuts } from "#app/ui/shortcuts.ts";
import { uiText } from "#app/ui/ui-text.ts";
import { exceptionsText } from "./exceptions-text.ts";

const text = exceptionsText.shortcuts;

export interface QueueShortcutsOptions {
  onOpen: (address: string) => void;
  onHelp: () => void;
}

/** The queue's keys. Moving through the lines moves the focus from link to link, so Enter opens one as any link. */
export function useQueueShortcuts({ onOpen, onHelp }: QueueShortcutsOptions) {
  const keys = [
    { key: "j", label: text.next, run: () => focusLine(1) },
    { key: "k", label: text.previous, run: () => focusLine(-1) },
    {
      key: "r",
      label: text.resolve,
      run: () => {
        const address = lines()[focused()]?.getAttribute("href");
        if (address) onOpen(`${address}#decide`);
      },
    },
    { key: "?", label: uiText.shortcuts.help, run: onHelp },
  ];
  useShortcuts(keys);
  return [...keys.slice(0, 2), { key: "Enter", label: text.open }, ...keys.slice(2)];
}

function lines(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".queue-row [data-primary-link]")];
}

function focused(): number {
  return lines().findIndex((line) => line === document.activeElement);
}

function focusLine(move: number): void {
  const all = lines();
  const from = focused();
  const line = all[from === -1 ? (move > 0 ? 0 : all.length - 1) : from + move];
  line?.focus();
  line?.scrollIntoView({ block: "nearest" });
}
