import type { ReturnAction } from "#app/domains/returns/schema.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import type { OpenDialog } from "./dialogs.ts";
import type { Draft } from "./drafts.ts";
import { FulfillDialog } from "./fulfill-dialog.tsx";
import { InspectDialog } from "./inspect-dialog.tsx";
import { LabelDialog } from "./label-dialog.tsx";
import { OpenReturnDialog } from "./open-return-dialog.tsx";
import { RefundDialog } from "./refund-dialog.tsx";
import { ReturnStepDialog } from "./return-step-dialog.tsx";
import { SupportDialog } from "./support-dialog.tsx";

/** Steps that say more than a note. */
const stepDialogs: Partial<Record<ReturnAction, typeof ReturnStepDialog>> = { generate_label: LabelDialog, request_inspection: InspectDialog, approve_refund: RefundDialog };

export interface ActionDialogProps {
  dialog: OpenDialog;
  assignees: readonly string[];
  supportAssignee: string;
  onSubmit: (draft: Draft) => void;
  onClose: () => void;
}

/** The dialog of an action. It closes when it is sent; what comes of it is shown on the page. */
export function ActionDialog({ dialog: { action, targets, draft }, assignees, supportAssignee, onSubmit, onClose }: ActionDialogProps) {
  const common = {
    targets,
    onClose,
    onSubmit: (submitted: Draft) => {
      onClose();
      onSubmit(submitted);
    },
  };
  switch (action) {
    case "assign":
      return <AssignDialog {...common} draft={draft?.action === "assign" ? draft : undefined} assignees={assignees} />;
    case "fulfill":
      return <FulfillDialog {...common} draft={draft?.action === "fulfill" ? draft : undefined} />;
    case "support":
      return <SupportDialog {...common} draft={draft?.action === "support" ? draft : undefined} supportAssignee={supportAssignee} />;
    case "returns": {
      const typed = draft?.action === "returns" ? draft : undefined;
      if (!typed || typed.step === "open") return <OpenReturnDialog {...common} draft={typed} />;
      const Dialog = stepDialogs[typed.step] ?? ReturnStepDialog;
      return <Dialog {...common} draft={typed} />;
    }
  }
}
