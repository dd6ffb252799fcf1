import { queryOf } from "./list-view.ts";

let address = "/app";

/** Remembers which list was shown last; for the browser only, which has one user. */
export function rememberList(params: URLSearchParams): void {
  const query = queryOf(params).toString();
  address = query ? `/app?${query}` : "/app";
}

/** The way back from an order to the list that it was opened from. */
export function lastList(): string {
  return address;
}
