import { type Part, part } from "#app/platform/sql.ts";
import type { Tab } from "./schema.ts";

/**
 * Which orders a tab shows. Beside `deleted_at is null`, each condition is that of the tab's partial index, word for word: the
 * planner uses the index because it can see that. `mine` needs to know whose.
 */
export function tabCondition(tab: Tab, me: readonly string[]): Part {
  switch (tab) {
    case "all":
      return part`true`;
    case "unfulfilled":
      return part`o.is_open and o.fulfillment_status in ('unfulfilled', 'partial')`;
    case "unassigned":
      return part`o.is_open and o.assigned_to is null`;
    case "mine":
      return part`o.assigned_to = any(${me})`;
    case "urgent":
      return part`o.is_open and o.priority = 'urgent'`;
    case "tracking_pending":
      return part`o.shipment_status = 'tracking_pending'`;
    case "delayed":
      return part`o.shipment_status = 'delayed'`;
    case "returns":
      return part`o.return_open`;
    case "support":
      return part`o.support_thread_id is not null`;
    case "cod":
      return part`o.cod and o.cancelled_at is null`;
    case "closed":
      return part`not o.is_open`;
  }
}
