/** What a test or a person asked to go wrong, until it is asked to stop. */
export interface Faults {
  /** A number of deliveries to lose, a fraction of them (below 1), or the topics to lose. */
  dropWebhooks: number | string[];
  /** How many times each delivery is sent over, or the fraction of deliveries that are sent twice (below 1). */
  duplicateWebhooks: number;
  /** Whether deliveries wait for a random moment within two seconds (or that many milliseconds). */
  reorderWebhooks: boolean | number;
  /** Throttles this many Admin API calls, or all of them while it is true. */
  throttle: number | boolean;
  fail: Failure[];
  /** Milliseconds that every Admin API call waits before it is answered. */
  latencyMs: number;
  bulk: BulkFault;
}

export interface Failure {
  /** The name of the GraphQL operation or of a root field; `*` for all, `oauth` for the token endpoint. */
  operation: string;
  times: number;
  /** An HTTP status, or a way of failing that has none. */
  status: number | "throttled" | "html" | "half" | "hang" | "drop" | "internal";
  /** `after` does the work and then loses the answer. */
  when: "before" | "after";
  /** For 429 and 503. */
  retryAfter: number | undefined;
}

export interface BulkFault {
  /** Ends the file after this fraction of its bytes. */
  truncate?: number;
  /** Writes children before their parents. */
  childrenFirst?: boolean;
  /** Writes every n-th line twice. */
  duplicateEvery?: number;
  /** Answers downloads as an expired address does. */
  expired?: boolean;
  /** Ends as FAILED with what was written up to the half. */
  fail?: boolean;
  /** Refuses to start, as when too many are running. */
  refuse?: boolean;
  /** Stays RUNNING until this is taken back. */
  hold?: boolean;
}

export function noFaults(): Faults {
  return { dropWebhooks: 0, duplicateWebhooks: 0, reorderWebhooks: false, throttle: false, fail: [], latencyMs: 0, bulk: {} };
}

/** Takes one failure for this call out of the list, if one is due. */
export function takeFailure(faults: Faults, names: string[], when: Failure["when"]): Failure | undefined {
  const failure = faults.fail.find((each) => each.when === when && each.times > 0 && (each.operation === "*" || names.includes(each.operation)));
  if (failure) failure.times -= 1;
  faults.fail = faults.fail.filter(({ times }) => times > 0);
  return failure;
}
