import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { LockedOrder } from "#app/domains/orders/index.server.ts";
import type { Ctx, Tx } from "#app/platform/ctx.ts";
import type { OutboxMessage } from "#app/platform/outbox.ts";
import type { Sql } from "#app/platform/sql.ts";
import { orderTransitions, type Transition } from "./transitions.ts";
import type { WorkflowShop } from "./workflow-shop.server.ts";

/** What a guard or an effect gets to know of the transition that is about to be taken. */
export interface Step {
  shop: WorkflowShop;
  order: LockedOrder;
  transition: Transition;
  /** The order's workflow version once it is taken: with the order's id, the identity of this step. */
  version: number;
  note: string;
  params: Readonly<Record<string, unknown>>;
  /** The transition has happened in Shopify and is only followed here: an effect that would bring it about there skips. */
  told: boolean;
  /** What happened long ago, as when a shop's history is read, is not announced to anyone. */
  news: boolean;
  /** It is all that its transaction is about: an effect may leave a `closing` for the end. */
  alone?: boolean;
}

export type GuardVerdict = { allowed: true } | { allowed: false; reason: string };

/**
 * Says whether a transition may be taken, and if not, why. Asked before the order's row is locked and again under the lock.
 * It reads through `ctx` alone and changes nothing.
 */
export type Guard = (ctx: Ctx, step: Step) => GuardVerdict | Promise<GuardVerdict>;

/**
 * Does what a transition brings along, in its transaction: through `tx`, or, where that leaves the database, by giving
 * outbox messages that are written with the log entry. Throws to refuse the transition as a whole. It may be run again after a rollback.
 */
export type Effect = (tx: Tx, step: Step) => EffectOutcome | Promise<EffectOutcome>;
export type EffectOutcome = readonly OutboxMessage[] | "skipped" | void | { closing: Closing };

/** One statement that an effect leaves for the end of the transaction, since others have to wait for what it locks. */
export type Closing = (sql: Sql) => Promise<void>;

const table: Transition[] = [...orderTransitions];
const guards = new Map<string, Guard | string>();
const effects = new Map<string, Effect | string>();

/** Every transition of the workflow: the table of transitions.ts, and what was registered besides. */
export function transitions(): readonly Transition[] {
  return table;
}

/** Adds a transition to the workflow. Throws when there is one of that name. Gives how to take it out again. */
export function registerTransition(transition: Transition): () => void {
  if (table.some(({ name }) => name === transition.name)) throw new Error(`There is a transition '${transition.name}' already.`);
  table.push(transition);
  return () => void table.splice(table.indexOf(transition), 1);
}

/** Makes a guard known by a key; instead of the function, the name of a module's export: `package/module#export`. */
export function registerGuard(key: string, guard: Guard | string): void {
  guards.set(key, guard);
}

/** Makes an effect known by a key; instead of the function, the name of a module's export: `package/module#export`. */
export function registerEffect(key: string, effect: Effect | string): void {
  effects.set(key, effect);
}

const GuardFunction = z.custom<Guard>((value) => typeof value === "function");
const EffectFunction = z.custom<Effect>((value) => typeof value === "function");

/** The guard of a key; throws when there is none, so that a transition is never taken unguarded by mistake. */
export async function findGuard(key: string): Promise<Guard> {
  const found = guards.get(key) ?? (key.includes("#") ? key : undefined);
  if (found === undefined) throw new Error(`There is no guard '${key}': register it in app/registry.server.ts.`);
  if (typeof found === "function") return found;
  const guard = GuardFunction.parse(await loadExport(found));
  guards.set(key, guard);
  return guard;
}

/** The effect of a key; throws when there is none. */
export async function findEffect(key: string): Promise<Effect> {
  const found = effects.get(key) ?? (key.includes("#") ? key : undefined);
  if (found === undefined) throw new Error(`There is no effect '${key}': register it in app/registry.server.ts.`);
  if (typeof found === "function") return found;
  const effect = EffectFunction.parse(await loadExport(found));
  effects.set(key, effect);
  return effect;
}

/** What a module exports under a name: `package/module#export`, or `./file.js#export` from the process's directory. Throws when it exports none. */
export async function loadExport(name: string): Promise<unknown> {
  const [module = "", exported = ""] = name.split("#");
  const specifier = module.startsWith(".") ? pathToFileURL(resolve(module)).href : module;
  const loaded: unknown = await import(/* @vite-ignore */ specifier);
  const value: unknown = Reflect.get(Object(loaded), exported);
  if (value === undefined) throw new Error(`'${module}' exports no '${exported}'.`);
  return value;
}

/** Throws for the first guard or effect that a transition names and that cannot be found. Called at start. */
export async function checkRegistry(): Promise<void> {
  for (const transition of table) {
    for (const key of transition.guards) await findGuard(key);
    for (const key of transition.effects) await findEffect(key);
  }
}
