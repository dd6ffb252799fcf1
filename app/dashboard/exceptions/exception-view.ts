import type { ExceptionDetail, Health } from "#app/domains/exceptions/schema.ts";
import type { CompareRow } from "./compare-rows.ts";

/** What the page of one exception shows. Payloads come as rows of text, so that no number of theirs is rounded on the way. */
export interface ExceptionView {
  exception: Omit<ExceptionDetail, "raw" | "first" | "last" | "diff"> & Record<"raw" | "first" | "last", { raw_id: string; received_at: string; event_type: string }>;
  rows: CompareRow[];
  health: Health;
  /** The open exception to go on with. */
  next: string | null;
}
