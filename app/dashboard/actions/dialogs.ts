import type { ActionName, Draft, OrderTarget } from "./drafts.ts";

/** A dialog that is open: for which orders, and with what in it already. */
export interface OpenDialog {
  action: ActionName;
  targets: readonly OrderTarget[];
  draft?: Draft;
  /** Called when all of it has had its effect. */
  onDone?: () => void;
}

/** What the dialog of every action gets. */
export interface DialogProps<Typed extends Draft> {
  targets: readonly OrderTarget[];
  /** What was typed before, when it is opened again. */
  draft: Typed | undefined;
  onSubmit: (draft: Typed) => void;
  onClose: () => void;
}
