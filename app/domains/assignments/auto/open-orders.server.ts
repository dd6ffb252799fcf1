import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { type Part, part } from "#app/platform/sql.ts";
import type { OpenOrder } from "./plan.ts";

/** An open order, its assignment's version, and who has it if somebody does by now. */
export interface Candidate extends OpenOrder {
  version: number;
  assignedTo: string | null;
  isOpen: boolean;
}

interface CandidateRow {
  id: bigint;
  tags: string[];
  country: string | null;
  province: string | null;
  version: number;
  assigned_to: string | null;
  is_open: boolean;
  located: boolean;
  location_id: bigint | null;
  location: string | null;
}

const columns: Part = part`
  o.id, o.tags, o.shipping_address->>'country_code' as country, o.shipping_address->>'province_code' as province, o.assigned_to, o.is_open,
  coalesce((select a.version from order_assignments a where a.shop = o.shop and a.order_id = o.id), 0) as version,
  l.order_id is not null as located, l.location_id, l.name as location`;
const located: Part = part`left join order_locations l on l.shop = o.shop and l.order_id = o.id`;

/** The orders that nobody owns, the oldest first. */
export async function findOpenOrders(ctx: Ctx, limit: number): Promise<Candidate[]> {
  const rows = await ctx.sql<CandidateRow>`
    select ${columns} from orders o ${located}
    where o.shop = ${ctx.shop} and o.deleted_at is null and o.is_open and o.assigned_to is null order by o.created_at, o.id limit ${limit}`;
  return rows.map(candidateOf);
}

/** Locks of these orders those that nobody else is working on: nobody waits for an assigner, and it waits for nobody. */
export async function takeOrders(tx: Tx, ids: readonly bigint[]): Promise<Map<bigint, Candidate>> {
  const rows = await tx.sql<CandidateRow>`
    with taken as materialized (
      select o.id from orders o where o.shop = ${tx.shop} and o.id = any(${ids.map(String)}::bigint[]) and o.deleted_at is null order by o.id for update skip locked
    )
    select id from taken`;
  const taken = rows.map(({ id }) => String(id));
  // Read after the lock, so that what was committed until then is seen.
  const found = await tx.sql<CandidateRow>`select ${columns} from orders o ${located} where o.shop = ${tx.shop} and o.id = any(${taken}::bigint[])`;
  return new Map(found.map((row) => [row.id, candidateOf(row)]));
}

function candidateOf({ assigned_to, is_open, located: isLocated, location_id, location, ...row }: CandidateRow): Candidate {
  return { ...row, assignedTo: assigned_to, isOpen: is_open, location: isLocated ? { id: location_id?.toString() ?? null, name: location } : undefined };
}
