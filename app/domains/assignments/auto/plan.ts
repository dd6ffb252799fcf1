import type { AssignmentRule, AutoStrategy, LeftReason, TeamMember } from "../schema.ts";

/** An order without an owner, as the assigners see it. */
export interface OpenOrder {
  id: bigint;
  tags: string[];
  country: string | null;
  province: string | null;
  /** From where it is sent; undefined while that is not known. */
  location: { id: string | null; name: string | null } | undefined;
}

/** Somebody who may get orders, as they are now. */
export interface Hand extends Pick<TeamMember, "assignee" | "team" | "capacity"> {
  onShift: boolean;
  /** How many open orders they have. */
  load: number;
}

/** Everything that a plan depends on, beside the orders. */
export interface Desk {
  hands: readonly Hand[];
  rules: readonly AssignmentRule[];
  /** Whose turn it was last, by team. */
  turns: ReadonlyMap<string, string>;
}

export interface Plan {
  picks: { id: bigint; assignee: string }[];
  left: { id: bigint; reason: LeftReason }[];
  turns: Map<string, string>;
}

/** The team of those who take turns when no rule names one. */
const everybody = "";

/** Gives each order to somebody, in the order in which they come. Nobody gets more than their capacity, or anything while they are off. */
export function planAssignments(strategy: AutoStrategy, orders: readonly OpenOrder[], desk: Desk): Plan {
  const hands = desk.hands.map((hand) => ({ ...hand }));
  const plan: Plan = { picks: [], left: [], turns: new Map(desk.turns) };
  for (const order of orders) {
    const choice = choose(strategy, order, hands, desk.rules, plan.turns);
    if (typeof choice === "string") {
      plan.left.push({ id: order.id, reason: choice });
    } else {
      choice.load += 1;
      plan.picks.push({ id: order.id, assignee: choice.assignee });
      if (strategy === "round_robin") plan.turns.set(everybody, choice.assignee);
    }
  }
  return plan;
}

function choose(strategy: AutoStrategy, order: OpenOrder, hands: Hand[], rules: readonly AssignmentRule[], turns: Map<string, string>): Hand | LeftReason {
  if (strategy === "round_robin") return next(hands, turns.get(everybody)) ?? "nobody_available";
  if (strategy === "least_loaded") return leastLoaded(hands) ?? "nobody_available";

  for (const rule of rules) {
    const fit = fits(rule, order);
    if (fit === "unknown") return "location_unknown"; // a later rule must not take what an earlier one may want
    if (fit) return leastLoaded(hands.filter(({ assignee, team }) => assignee === rule.assignee || team === rule.team)) ?? "nobody_available";
  }
  return "no_rule";
}

function hasRoom({ onShift, load, capacity }: Hand): boolean {
  return onShift && (capacity === null || load < capacity);
}

/** The first with room after the one whose turn it was, in the order in which the shop names them. */
function next(hands: readonly Hand[], last: string | undefined): Hand | undefined {
  const after = hands.findIndex(({ assignee }) => assignee === last) + 1;
  return [...hands.slice(after), ...hands.slice(0, after)].find(hasRoom);
}

/** Who has the fewest open orders; of several, who has the most room. */
function leastLoaded(hands: readonly Hand[]): Hand | undefined {
  const room = ({ capacity, load }: Hand) => (capacity ?? Number.MAX_SAFE_INTEGER) - load;
  return hands.filter(hasRoom).toSorted((a, b) => a.load - b.load || room(b) - room(a))[0];
}

function fits({ countries, provinces, locations, tags }: AssignmentRule, order: OpenOrder): boolean | "unknown" {
  const { country, province, location } = order;
  const address = names(countries, [country]) && names(provinces, [province, country && province && `${country}-${province}`]);
  if (!address || !names(tags, order.tags)) return false;
  if (locations.length > 0 && location === undefined) return "unknown";
  return names(locations, [location?.id ?? null, location?.name ?? null]);
}

/** Whether a condition is met by any of the values; one that names nothing is met by all. */
function names(wanted: readonly string[], values: readonly (string | null)[]): boolean {
  if (wanted.length === 0) return true;
  const found = new Set(values.flatMap((value) => value?.toLowerCase() ?? []));
  return wanted.some((value) => found.has(value.toLowerCase()));
}
