import { expect, test } from "vitest";
import { inEffect } from "./arrival-words.ts";

const arrival = (raw_id: string) => ({ raw_id, received_at: `${raw_id} o'clock`, event_type: "orders/create" });
const [first, between, last] = [arrival("1"), arrival("2"), arrival("3")];
const arrivals = [first, between, last];

test.each([
  ["nothing of a single event", { applied_raw_id: null, first, last: first }, "Nothing of this event"],
  ["nothing of a conflict", { applied_raw_id: null, first, last }, "Nothing of this event, neither FIRST nor LAST"],
  ["the only arrival", { applied_raw_id: "1", first, last: first }, "What arrived"],
  ["the first of two", { applied_raw_id: "1", first, last }, "FIRST"],
  ["the last of two", { applied_raw_id: "3", first, last }, "LAST"],
  ["one between them", { applied_raw_id: "2", first, last }, "Another arrival, received 2 o'clock"],
])("says that %s is in effect", (_what, exception, said) => {
  expect(inEffect({ ...exception, arrivals }, (at) => at)).toBe(said);
});
