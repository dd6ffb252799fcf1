/** A call of the app to the Admin API, or to the token endpoint, as `/_local/requests` shows it. */
export interface LoggedRequest {
  at: string;
  shop: string | null;
  operation: string | null;
  /** The root fields of the operation. */
  fields: string[];
  variables: unknown;
  status: number;
  cost: { requestedQueryCost: number; actualQueryCost: number | null } | null;
  /** The codes or messages of what was refused, at either level. */
  errors: string[];
  ms: number;
}

const kept = 20_000;

/** The last calls that the app made, newest last. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest) {
    this.#entries.push(entry);
    if (this.#entries.length > kept * 1.1) this.#entries = this.#entries.slice(-kept);
  }

  /** Those of an operation or root field, or `oauth` for the token endpoint's; otherwise all that went to the Admin API. */
  list(operation?: string | null, since?: string | null): LoggedRequest[] {
    const from = since ? Date.parse(since) : -Infinity;
    const wanted = ({ operation: name, fields }: LoggedRequest) => (operation ? name === operation || fields.includes(operation) : !fields.includes("oauth"));
    return this.#entries.filter((entry) => wanted(entry) && Date.parse(entry.at) >= from);
  }

  clear() {
    this.#entries = [];
  }
}
