import { useEffect, useRef } from "react";

export interface Shortcut {
  /** As `KeyboardEvent.key` has it: `j`, `/`, `?`. */
  key: string;
  /** What it does, for the list of shortcuts. */
  label: string;
  run: () => void;
}

interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: EventTarget | null;
}

/** Whether a key press is meant for the page: no modifier is held, nobody types, no dialog or menu is open. */
function isForThePage({ ctrlKey, metaKey, altKey, target }: KeyPress): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  if (!(target instanceof Element)) return true;
  if (target.closest("input, textarea, select, [contenteditable=''], [contenteditable='true'], [role='dialog'], [role='menu'], [role='listbox']")) return false;
  return target.ownerDocument.querySelector("[role='dialog']") === null;
}

/** Makes keys do something while the page is shown. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const shortcut = current.current.find(({ key }) => key === event.key);
      if (!shortcut || !isForThePage(event)) return;
      event.preventDefault();
      shortcut.run();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
