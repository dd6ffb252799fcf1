import { BlockStack, SkeletonPage, SkeletonTabs } from "@shopify/polaris";
import type { ReactElement } from "react";
import { auditText } from "#app/dashboard/audit/audit-text.ts";
import { exceptionsText } from "#app/dashboard/exceptions/exceptions-text.ts";
import { inventoryText } from "#app/dashboard/inventory/inventory-text.ts";
import { opsText } from "#app/dashboard/ops/ops-text.ts";
import { listText } from "#app/dashboard/orders/list-text.ts";
import { boardText } from "#app/dashboard/returns/board-text.ts";
import { settingsText } from "#app/dashboard/settings/settings-text.ts";
import { shipmentsText } from "#app/dashboard/shipments/shipments-text.ts";
import { supportText } from "#app/dashboard/support/support-text.ts";
import { syncText } from "#app/dashboard/sync/sync-text.ts";
import { workflowText } from "#app/dashboard/workflow/workflow-text.ts";
import { CardOutlines } from "./card-outline.tsx";
import { DetailOutline } from "./detail-outline.tsx";
import { ListOutline } from "./list-outline.tsx";

function Cards({ title, lines, tabs = 0 }: { title: string; lines: readonly number[]; tabs?: number }) {
  return (
    <SkeletonPage title={title}>
      <BlockStack gap="400">
        {tabs > 0 ? <SkeletonTabs count={tabs} /> : null}
        <CardOutlines lines={lines} />
      </BlockStack>
    </SkeletonPage>
  );
}

/** What each page looks like before it is there, by its address. */
const outlines: Readonly<Record<string, ReactElement>> = {
  "/app": <ListOutline fullWidth title={listText.title} tabs={5} />,
  "/app/shipments": <ListOutline fullWidth title={shipmentsText.title} tabs={5} />,
  "/app/returns": <ListOutline fullWidth title={boardText.title} tabs={5} />,
  "/app/support": <ListOutline title={supportText.title} tabs={3} />,
  "/app/exceptions": <Cards title={exceptionsText.title} lines={[2, 8, 2]} />,
  "/app/inventory": <Cards title={inventoryText.title} lines={[5, 3, 3]} />,
  "/app/workflow": <Cards title={workflowText.page.title} lines={[6, 8]} />,
  "/app/mails": <ListOutline title={workflowText.mails.title} />,
  "/app/ops": <Cards title={opsText.title} lines={[3, 8, 3, 2]} />,
  "/app/ops/outbox": <ListOutline fullWidth title={opsText.pending.title} tabs={3} />,
  "/app/sync": <Cards title={syncText.title} lines={[4, 3, 3]} />,
  "/app/audit": <ListOutline title={auditText.title} />,
  "/app/settings": <Cards title={settingsText.title} lines={[8]} tabs={5} />,
};

/** The pages about one thing, of which there are many. */
const details = ["/app/orders/", "/app/exceptions/", "/app/ops/incidents/"];

/** The outline of the page at an address; undefined where there is none. */
export function outlineOf(pathname: string): ReactElement | undefined {
  return details.some((prefix) => pathname.startsWith(prefix)) ? <DetailOutline /> : outlines[pathname.replace(/\/$/, "")];
}
