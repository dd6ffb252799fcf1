import { v7 as uuid } from "uuid";
import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import { getIncident } from "./find-incident.server.ts";
import type { CaptureIncident, Incident } from "./schema.ts";
import { takeSnapshot } from "./take-snapshot.server.ts";

/** Keeps what the app knows at this moment, for looking into what went wrong. (Contract, section 5.) */
export async function captureIncident(ctx: Ctx, { title, note }: CaptureIncident): Promise<Incident> {
  const snapshot = await takeSnapshot(ctx);
  return inTransaction(ctx, async (tx) => {
    const id = uuid();
    await tx.sql`
      insert into incidents (shop, id, title, note, captured_at, captured_by, snapshot, correlation_id)
      values (${tx.shop}, ${id}, ${title}, ${note || null}, ${tx.now}, ${tx.actor.label}, ${json(snapshot)}, ${tx.correlationId})`;
    await recordAudit(tx, { event: "incident.captured", data: { incident_id: id, title } });
    return getIncident(tx, id);
  });
}
