import { BadRequest } from "../http/request.ts";
import { type Exchange } from "../http/router.ts";
import { type Shop } from "../model/shop.ts";
import { type World } from "../state/world.ts";

/** Reads what a control request carries, and says what is wrong with it. */
export class Input {
  readonly #values: Record<string, unknown>;

  constructor(values: Record<string, unknown>, known: readonly string[]) {
    const unknown = Object.keys(values).filter((name) => !known.includes(name));
    if (unknown.length > 0) throw new BadRequest(`Unknown: ${unknown.join(", ")}. Known are: ${known.join(", ")}.`);
    this.#values = values;
  }

  raw(name: string): unknown {
    return this.#values[name];
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== null;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") throw new BadRequest(`'${name}' must be a string.`);
    return value;
  }

  number(name: string): number | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null) return undefined;
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof number !== "number" || !Number.isFinite(number)) throw new BadRequest(`'${name}' must be a number.`);
    return number;
  }

  flag(name: string): boolean | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "boolean") throw new BadRequest(`'${name}' must be true or false.`);
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = allowed.find((each) => each === value);
    if (!found) throw new BadRequest(`'${name}' must be one of ${allowed.join(", ")}.`);
    return found;
  }

  required(name: string): string {
    const value = this.text(name);
    if (!value) throw new BadRequest(`'${name}' is missing.`);
    return value;
  }

  shop(world: World): Shop {
    const name = this.required("shop");
    const shop = world.findShop(name);
    if (!shop) throw new BadRequest(`There is no shop '${name}'. There are: ${[...world.shops.keys()].join(", ")}.`, 404);
    return shop;
  }
}

export function queryInput({ url }: Exchange, known: readonly string[]): Input {
  return new Input(Object.fromEntries(url.searchParams), known);
}
