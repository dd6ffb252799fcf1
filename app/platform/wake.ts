/** Tasks that wait for work and are told when there is some. */
export type Wakeable = "intake.process" | "exceptions.settle" | "privacy.work" | "outbox.dispatch" | "live.publish" | "orders.fold_counts" | "inventory.read" | "transitions.run" | "orders.poll" | "orders.backfill";

type Waker = (task: Wakeable) => void;

let waker: Waker = () => {};

/** Sets how a task is woken; the process does so at its start. Until then nobody is, and the clock finds the work. */
export function setWaker(next: Waker): void {
  waker = next;
}

/** Tells a task that there is work. Cheap, and may be called for every single piece of it: wake-ups are folded together. */
export function wake(task: Wakeable): void {
  waker(task);
}
