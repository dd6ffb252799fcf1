/** Who holds the leases that this process takes, and whether the others still take it to be alive. */
export interface Holder {
  /** Under which name its leases stand; null where nobody watches over the process: they then end with their time. */
  id: string | null;
  /** Whether a call that begins now would be over before anybody could take this process to be dead. */
  isSafe: () => boolean;
}

let current: Holder = { id: null, isSafe: () => true };

/** Sets it; the process does so when its heartbeat begins. */
export function setHolder(holder: Holder): void {
  current = holder;
}

export function currentHolder(): Holder {
  return current;
}
