import { describe, expect, test } from "vitest";
import { AssignmentRule } from "../schema.ts";
import { isOnShift } from "./on-shift.ts";
import { type Desk, type Hand, type OpenOrder, planAssignments } from "./plan.ts";

const hand = (assignee: string, overrides: Partial<Hand> = {}): Hand => ({ assignee, team: "everyone", capacity: null, onShift: true, load: 0, ...overrides });
const order = (id: number, overrides: Partial<OpenOrder> = {}): OpenOrder => ({ id: BigInt(id), tags: [], country: "IN", province: "MH", location: undefined, ...overrides });
const orders = (count: number) => Array.from({ length: count }, (_, index) => order(index));
const desk = (hands: Hand[], rules: object[] = [], turns: [string, string][] = []): Desk => ({ hands, rules: rules.map((rule) => AssignmentRule.parse(rule)), turns: new Map(turns) });
const assigneesOf = ({ picks }: ReturnType<typeof planAssignments>) => picks.map(({ assignee }) => assignee);

describe("round robin", () => {
  test("goes on after the one whose turn it was", () => {
    const plan = planAssignments("round_robin", orders(4), desk([hand("asha"), hand("kabir"), hand("mira")], [], [["", "asha"]]));

    expect(assigneesOf(plan)).toEqual(["kabir", "mira", "asha", "kabir"]);
    expect([...plan.turns]).toEqual([["", "kabir"]]);
  });

  test("passes over who is off or has no room", () => {
    const plan = planAssignments("round_robin", orders(4), desk([hand("asha", { onShift: false }), hand("kabir", { capacity: 3, load: 2 }), hand("mira")]));

    expect(assigneesOf(plan)).toEqual(["kabir", "mira", "mira", "mira"]);
  });
});

describe("least loaded", () => {
  test("levels loads, and stops at everybody's capacity", () => {
    const plan = planAssignments("least_loaded", orders(5), desk([hand("asha", { load: 3, capacity: 4 }), hand("kabir", { load: 1, capacity: 4 })]));

    expect(assigneesOf(plan)).toEqual(["kabir", "kabir", "asha", "kabir"]);
    expect(plan.left).toEqual([{ id: 4n, reason: "nobody_available" }]);
  });
});

describe("routes", () => {
  const rules = [
    { tags: ["VIP"], assignee: "asha" },
    { countries: ["IN"], provinces: ["IN-KA"], team: "south" },
    { locations: ["Pune warehouse", "77"], team: "west" },
  ];
  const hands = [hand("asha", { team: "lead" }), hand("kabir", { team: "south", load: 2 }), hand("mira", { team: "south" }), hand("dev", { team: "west" })];

  test.each([
    ["a tag, whatever its case", order(1, { tags: ["vip"] }), ["asha"]],
    ["a region, to the team's least loaded", order(1, { province: "KA" }), ["mira"]],
    ["a location", order(1, { location: { id: "7", name: "Pune Warehouse" } }), ["dev"]],
    ["a location by its id", order(1, { location: { id: "77", name: "Elsewhere" } }), ["dev"]],
  ])("go by %s", (_what, wanted, expected) => {
    expect(assigneesOf(planAssignments("route", [wanted], desk(hands, rules)))).toEqual(expected);
  });

  test.each([
    ["no rule fits", order(1, { location: { id: null, name: null } }), "no_rule"],
    ["its location is not known yet", order(1), "location_unknown"],
  ])("leave an order when %s", (_what, wanted, reason) => {
    expect(planAssignments("route", [wanted], desk(hands, rules)).left).toEqual([{ id: 1n, reason }]);
  });

  test("leave an order whose assignee is off, rather than give it to another", () => {
    const plan = planAssignments("route", [order(1, { tags: ["VIP"] })], desk([hand("asha", { onShift: false }), hand("mira")], rules));

    expect(plan.left).toEqual([{ id: 1n, reason: "nobody_available" }]);
  });
});

describe("shifts", () => {
  const office = { available: true, hours: { days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" } };
  const night = { available: true, hours: { days: [5], from: "22:00", to: "06:00" } };

  test.each([
    ["in the shop's own time", office, "2026-11-20T03:30:00Z", true], // Friday 09:00 in Kolkata
    ["not before it begins", office, "2026-11-20T03:29:00Z", false],
    ["not on other days", office, "2026-11-21T06:00:00Z", false],
    ["over midnight, on the day after too", night, "2026-11-21T00:00:00Z", true], // Saturday 05:30
    ["not after it has ended", night, "2026-11-21T00:30:00Z", false],
    ["not while somebody is away", { ...office, available: false }, "2026-11-20T06:00:00Z", false],
    ["always, without hours", { available: true, hours: null }, "2026-11-20T20:00:00Z", true],
  ])("hold %s", (_what, member, at, expected) => {
    expect(isOnShift(member, "Asia/Kolkata", new Date(at))).toBe(expected);
  });
});
