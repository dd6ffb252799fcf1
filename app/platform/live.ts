import type { Tx } from "./ctx.ts";
import { json } from "./sql.ts";
import { wake } from "./wake.ts";

/** What the event stream tells (contract, section 3). */
export type Signal =
  | { event: "refresh"; data: { reason: "webhook" | "poller" | "action"; orderIds: string[] } }
  | { event: "alert"; data: unknown }
  | { event: "data_gap"; data: unknown };

/** Says, in the transaction in which it happens, what open dashboards should hear once it is committed. */
export async function signal(tx: Tx, { event, data }: Signal): Promise<void> {
  await tx.sql`insert into live_signals (shop, event, data) values (${tx.shop}, ${event}, ${json(data)})`;
  tx.afterCommit(() => wake("live.publish"));
}
