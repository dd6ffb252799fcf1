import type { Ctx } from "#app/platform/ctx.ts";
import { isRecord } from "#app/platform/json.ts";
import { isForAllShops } from "../find-exception.server.ts";
import type { Lesson, ReasonCode } from "../schema.ts";

interface OverrideRow {
  tenant: string;
  source: string;
  event_type: string;
  reason_code: ReasonCode;
  chosen: Lesson["chosen"];
  override_patch: unknown;
  resolution_notes: string;
  resolved_at: Date;
}

/** How many of the latest overrides are looked at. */
const window = 5_000;
const notesShown = 3;

/** What operators have overridden, folded by what it was about and which places were patched: each is a validation rule to be. */
export async function listLessons(ctx: Ctx): Promise<{ lessons: Lesson[] }> {
  const sql = isForAllShops(ctx) ? ctx.database.system : ctx.sql;
  const rows = await sql<OverrideRow>`
    select x.shop as tenant, e.source, x.event_type, x.reason_code, x.override_patch, x.resolution_notes, x.resolved_at,
      case x.canonical_raw_id when x.first_raw_id then 'first' when x.last_raw_id then 'last' else 'other' end as chosen
    from exceptions x join events_processed e on e.shop = x.shop and e.idempotency_key = x.idempotency_key
    where (${isForAllShops(ctx)} or x.shop = ${ctx.shop}) and x.status = 'resolved' and x.action = 'override_and_replay'
    order by x.resolved_at desc limit ${window}`;
  const lessons = new Map<string, Lesson>();
  for (const row of rows) {
    const { override_patch: patch, resolution_notes: note, resolved_at: at, ...about } = row;
    const lesson: Lesson = { ...about, patched_paths: pathsOf(patch), count: 0, last_at: at.toISOString(), notes: [] };
    const key = JSON.stringify([about, lesson.patched_paths]);
    const known = lessons.get(key) ?? lesson;
    lessons.set(key, { ...known, count: known.count + 1, notes: known.notes.length < notesShown ? [...new Set([...known.notes, note])] : known.notes });
  }
  return { lessons: [...lessons.values()].sort((a, b) => b.count - a.count) };
}

/** The places that a merge patch changes, as JSON Pointers. */
function pathsOf(patch: unknown, path = ""): string[] {
  if (!isRecord(patch)) return patch === null && path === "" ? [] : [path];
  return Object.entries(patch).flatMap(([key, value]) => pathsOf(value, `${path}/${key}`)).sort();
}
