import { v7 as uuid } from "uuid";
import { applyEvent, selectEvents, type StoredEvent } from "#app/domains/intake/index.server.ts";
import { inSavepoint, type Tx } from "#app/platform/ctx.ts";
import { isCollision } from "#app/platform/errors.ts";
import { asShop, pretend } from "#app/platform/savepoint.ts";
import { json, part } from "#app/platform/sql.ts";
import { type Mirror, readMirror } from "./mirror-rows.server.ts";

/** The events that the mirror of an order holds, in the order in which they first had their effect. */
export function appliedEvents(tx: Tx, orderId: bigint): Promise<StoredEvent[]> {
  return selectEvents(tx, part`e.order_id = ${orderId} and r.id = e.applied_raw_id and r.retired_at is null order by e.applied_at, e.seq`);
}

export interface RebuildOptions {
  /** Runs on the rebuilt rows before they are read. */
  settle?: (staged: Tx) => Promise<void>;
}

/**
 * What the mirror of an order is by these events alone: they are applied for a shop that exists within this call and whose
 * rows are gone afterwards. Nothing of it leaves the transaction, no message is sent and no state of the live order moves.
 */
export async function rebuildOrder(tx: Tx, orderId: bigint, events: readonly StoredEvent[], { settle }: RebuildOptions = {}): Promise<Mirror> {
  const [shop] = await tx.sql<{ row: unknown; settings: unknown }>`
    select to_jsonb(s) as row, (select to_jsonb(t) from shop_settings t where t.shop = s.shop) as settings from shops s where s.shop = ${tx.shop}`;
  const stage = `rebuild:${uuid()}`;
  return pretend(tx, (pretending) =>
    asShop(pretending, stage, async (staged) => {
      await staged.sql`insert into shops select (jsonb_populate_record(null::shops, ${json(shop?.row ?? {})}::jsonb || ${json({ shop: stage })}::jsonb)).*`;
      if (shop?.settings) await staged.sql`insert into shop_settings select (jsonb_populate_record(null::shop_settings, ${json(shop.settings)}::jsonb || ${json({ shop: stage })}::jsonb)).*`;
      for (const event of events) await applyAlone({ ...staged, now: event.applied_at ?? tx.now, correlationId: event.correlation_id }, event);
      await settle?.(staged);
      // What was collected at the door stands in the books, however often it was told: each time its entry has a key of its own.
      await staged.sql`delete from timeline_entries where shop = ${staged.shop} and dedupe_key like 'cod:%'`;
      return readMirror(staged, orderId);
    }),
  );
}

/** An event that needs what people did here, such as a return that they opened, has nothing to say about the mirror. */
async function applyAlone(tx: Tx, event: StoredEvent): Promise<void> {
  try {
    await inSavepoint(tx, (inner) => applyEvent(inner, event, { settlesLater: true }));
  } catch (error) {
    if (isCollision(error)) throw error;
  }
}
