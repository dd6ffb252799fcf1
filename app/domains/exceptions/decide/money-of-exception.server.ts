import type { Tx } from "#app/platform/ctx.ts";
import type { Money } from "#app/platform/money.ts";
import type { Exception } from "../find-exception.server.ts";
import { moneyOf } from "./money.ts";
import { payloadOf, type RawRow } from "../queue/raw-view.ts";

/** The money that an exception's event is about, as it arrived; undefined when it is about none. */
export async function moneyOfException(tx: Tx, { raw_id }: Exception): Promise<Money | undefined> {
  const [raw] = await tx.sql<RawRow>`select id as raw_id, source, topic, headers, body, received_at from raw_arrivals where shop = ${tx.shop} and id = ${raw_id}`;
  return raw && moneyOf(payloadOf(raw), await shopCurrency(tx));
}

/** The currency of amounts that name none. */
export async function shopCurrency(tx: Tx): Promise<string> {
  const [shop] = await tx.sql<{ currency_code: string }>`select currency_code from shops where shop = ${tx.shop}`;
  return shop?.currency_code ?? "XXX";
}
