/** The state of a bucket as `extensions.cost.throttleStatus` shows it. */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

/** One shop's leaky bucket for one app: full at first, refilled steadily, never beyond its size. */
export class LeakyBucket {
  readonly #size: number;
  readonly #rate: number;
  #available: number;
  #at: number;

  constructor({ maximumAvailable, restoreRate }: { maximumAvailable: number; restoreRate: number }, now: number) {
    this.#size = maximumAvailable;
    this.#rate = restoreRate;
    this.#available = maximumAvailable;
    this.#at = now;
  }

  /** Takes points out, or takes nothing and says no when there are not so many. */
  take(points: number, now: number): boolean {
    this.#refill(now);
    if (points > this.#available) return false;
    this.#available -= points;
    return true;
  }

  /** Gives back what was taken too much. */
  giveBack(points: number, now: number) {
    this.#refill(now);
    this.#available = Math.min(this.#size, this.#available + points);
  }

  status(now: number): ThrottleStatus {
    this.#refill(now);
    return { maximumAvailable: this.#size, currentlyAvailable: Math.floor(this.#available), restoreRate: this.#rate };
  }

  #refill(now: number) {
    this.#available = Math.min(this.#size, this.#available + (Math.max(0, now - this.#at) / 1000) * this.#rate);
    this.#at = now;
  }
}
