import { Banner, BlockStack, Button, Page, Tooltip } from "@shopify/polaris";
import type { ConflictReport } from "#app/domains/assignments/schema.ts";
import type { DriftReport, StuckReservations } from "#app/domains/inventory/schema.ts";
import { useRefusal } from "#app/ui/frame.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { useSteadyRefresh } from "#app/ui/use-steady-refresh.ts";
import { ConflictsCard } from "./conflicts-card.tsx";
import { DriftCard } from "./drift-card.tsx";
import { inventoryText as text } from "./inventory-text.ts";
import { ReconcileDialog } from "./reconcile-dialog.tsx";
import { StuckCard } from "./stuck-card.tsx";
import { useRepair } from "./use-repair.ts";

export interface InventoryPageProps {
  drift: DriftReport;
  stuck: StuckReservations;
  conflicts: ConflictReport;
}

/** Whether what is set aside and what orders hold agree, and the repairs for when they do not. */
export function InventoryPage({ drift, stuck, conflicts }: InventoryPageProps) {
  useLiveRefresh();
  useSteadyRefresh();
  const refusal = useRefusal("ops:execute");
  const repair = useRepair();
  const button = (label: string, busy: boolean, onClick: () => void) => {
    const shown = (
      <Button disabled={refusal !== undefined || repair.busy !== undefined} loading={busy} onClick={onClick}>
        {label}
      </Button>
    );
    return refusal ? <Tooltip content={refusal}>{shown}</Tooltip> : shown;
  };

  return (
    <Page title={text.title} subtitle={text.subtitle}>
      <BlockStack gap="400">
        {repair.failure && !repair.preview ? <Banner tone="critical">{repair.failure}</Banner> : null}
        <div id="drift">
          <DriftCard drift={drift} action={drift.total > 0 ? button(text.drift.preview, repair.busy === "preview", () => repair.check()) : undefined} />
        </div>
        <div id="stuck">
          <StuckCard stuck={stuck} action={stuck.total > 0 ? button(text.stuck.sweep, repair.busy === "sweep", repair.sweep) : undefined} />
        </div>
        <div id="conflicts">
          <ConflictsCard conflicts={conflicts} />
        </div>
      </BlockStack>
      {repair.preview ? <ReconcileDialog preview={repair.preview} products={drift.products} busy={repair.busy === "reconcile"} failure={repair.failure} onApply={repair.apply} onClose={repair.close} /> : null}
    </Page>
  );
}
