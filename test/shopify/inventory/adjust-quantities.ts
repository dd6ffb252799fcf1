import { type Context } from "../admin-api/context.ts";
import { apiError, refuse, type UserError, UserErrors } from "../admin-api/errors.ts";
import { type Gid } from "../model/ids.ts";
import { type Instant } from "../model/time.ts";
import { type Change } from "../state/change.ts";
import { type StoredName, storedNames } from "../state/inventory-table.ts";
import { addQuantity } from "./stock.ts";
import { quantityOf } from "./types.ts";

interface Terminal {
  locationId: Gid;
  name: string;
  ledgerDocumentUri?: string | null;
  changeFromQuantity?: number | null;
}

export interface MoveInput {
  reason: string;
  referenceDocumentUri: string;
  changes: { inventoryItemId: Gid; quantity: number; from: Terminal; to: Terminal }[];
}

export interface AdjustInput {
  name: string;
  reason: string;
  referenceDocumentUri?: string | null;
  changes: { inventoryItemId: Gid; locationId: Gid; delta: number; ledgerDocumentUri?: string | null; changeFromQuantity?: number | null }[];
}

export interface SetInput {
  name: string;
  reason: string;
  referenceDocumentUri?: string | null;
  quantities: { inventoryItemId: Gid; locationId: Gid; quantity: number; changeFromQuantity?: number | null }[];
}

/** What an adjustment did, as one thing with an id. */
export interface AdjustmentGroup {
  id: Gid;
  reason: string;
  referenceDocumentUri: string | null;
  createdAt: Instant;
  changes: AdjustmentChange[];
}

export interface AdjustmentChange {
  name: string;
  delta: number;
  itemId: Gid;
  locationId: Gid;
  ledgerDocumentUri: string | null;
}

/** One quantity that is to change, wherever in the input it stands. */
interface Step {
  field: string[];
  itemId: Gid;
  locationId: Gid;
  locationField: string[];
  name: StoredName;
  delta: number;
  ledgerDocumentUri: string | null;
  from: number | null | undefined;
}

const reasons = [
  "correction", "cycle_count_available", "damaged", "movement_canceled", "movement_created", "movement_received", "movement_updated", "other", "promotion",
  "quality_control", "received", "reservation_created", "reservation_deleted", "reservation_updated", "restock", "safety_stock", "shrinkage",
];
const writable = storedNames.filter((name) => name !== "committed");
const invalidName = `The specified quantity name is invalid. Valid values are: ${writable.join(", ")}.`;
const staleMessage = "The changeFromQuantity argument no longer matches the persisted quantity.";

/** Moves units of items from one name to another, all or none. */
export function moveQuantities(change: Change, input: MoveInput, context: Context): AdjustmentGroup {
  const steps = input.changes.flatMap(({ inventoryItemId: itemId, quantity, from, to }, index): Step[] => {
    const field = ["input", "changes", String(index)];
    demandComparison("InventoryMoveQuantityTerminalInput", [from, to], context);
    if (quantity < 0) refuse([...field, "quantity"], "The quantity can't be negative.", "INVALID_QUANTITY_NEGATIVE");
    if (from.name === to.name) refuse(field, "The quantity names for each change can't be the same.", "SAME_QUANTITY_NAME");
    if (from.locationId !== to.locationId) refuse(field, "The quantities can't be moved between different locations.", "DIFFERENT_LOCATIONS");
    const step = (side: "from" | "to", terminal: Terminal, delta: number): Step => ({
      field: [...field, side],
      itemId,
      locationId: terminal.locationId,
      locationField: [...field, side, "locationId"],
      name: writableName(terminal.name, [...field, side, "name"]),
      delta,
      ledgerDocumentUri: terminal.ledgerDocumentUri ?? null,
      from: terminal.changeFromQuantity,
    });
    return [step("from", from, -quantity), step("to", to, quantity)];
  });
  return apply(change, input, steps, false);
}

/** Adds to a quantity of items, all or none. */
export function adjustQuantities(change: Change, input: AdjustInput, context: Context): AdjustmentGroup {
  demandComparison("InventoryChangeInput", input.changes, context);
  const name = writableName(input.name, ["input", "name"]);
  if (new Set(input.changes.map(({ ledgerDocumentUri }) => ledgerDocumentUri ?? null)).size > 1) {
    refuse(["input", "changes"], "All changes must have the same ledger document URI or, in the case of adjusting available, no ledger document URI.", "MAX_ONE_LEDGER_DOCUMENT");
  }
  const steps = input.changes.map(({ inventoryItemId: itemId, locationId, delta, ledgerDocumentUri, changeFromQuantity }, index): Step => {
    const field = ["input", "changes", String(index)];
    return { field, itemId, locationId, locationField: [...field, "locationId"], name, delta, ledgerDocumentUri: ledgerDocumentUri ?? null, from: changeFromQuantity };
  });
  return apply(change, input, steps, true);
}

/** Makes what is available, or on hand, of items the given number, all or none. */
export function setQuantities(change: Change, input: SetInput, context: Context): AdjustmentGroup {
  demandComparison("InventoryQuantityInput", input.quantities, context);
  if (input.name !== "available" && input.name !== "on_hand") refuse(["input", "name"], "The quantity name must be either 'available' or 'on_hand'.", "INVALID_NAME");
  const errors: UserError[] = [];
  const steps = input.quantities.map(({ inventoryItemId: itemId, locationId, quantity, changeFromQuantity }, index): Step => {
    const field = ["input", "quantities", String(index)];
    const twins = input.quantities.filter((other) => other.inventoryItemId === itemId && other.locationId === locationId);
    if (twins.length > 1) errors.push({ field: [...field, "locationId"], message: "The combination of inventoryItemId and locationId must be unique.", code: "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR" });
    if (quantity < 0 && input.name === "on_hand") errors.push({ field: [...field, "quantity"], message: "The quantity can't be negative.", code: "INVALID_QUANTITY_NEGATIVE" });
    if (quantity > 1_000_000_000) errors.push({ field: [...field, "quantity"], message: "The quantity can't be higher than 1,000,000,000.", code: "INVALID_QUANTITY_TOO_HIGH" });
    const level = change.world.inventory.find(change.shop.domain, itemId, locationId);
    const now = level ? quantityOf(level, input.name).quantity : 0;
    if (changeFromQuantity !== null && changeFromQuantity !== undefined && level && changeFromQuantity !== now) errors.push({ field: [...field, "changeFromQuantity"], message: "The changeFromQuantity value does not match persisted value.", code: "CHANGE_FROM_QUANTITY_STALE" });
    return { field, itemId, locationId, locationField: [...field, "locationId"], name: "available", delta: quantity - now, ledgerDocumentUri: null, from: null };
  });
  if (errors.length > 0) throw new UserErrors(errors);
  return apply(change, input, steps, true, input.name === "on_hand");
}

function writableName(name: string, field: string[]): StoredName {
  return writable.find((each) => each === name) ?? refuse(field, invalidName, "INVALID_QUANTITY_NAME");
}

/** From 2026-04 on an input must say what it changes from, if only that it does not care. */
function demandComparison(type: string, inputs: object[], { version }: Context) {
  if (version < "2026-04" || inputs.every((input) => "changeFromQuantity" in input)) return;
  throw apiError("INVALID_FIELD_ARGUMENTS", `${type} must include the following argument: changeFromQuantity.`);
}

function apply(change: Change, { reason, referenceDocumentUri }: { reason: string; referenceDocumentUri?: string | null }, steps: Step[], withOnHand: boolean, onlyOnHand = false): AdjustmentGroup {
  if (!reasons.includes(reason)) refuse(["input", "reason"], `The specified reason is invalid. Valid values are: ${reasons.join(", ")}.`, "INVALID_REASON");
  const errors = steps.flatMap((step) => problemsOf(change, step));
  if (errors.length > 0) throw new UserErrors(errors);
  for (const { itemId, locationId, name, delta } of steps) addQuantity(change, itemId, locationId, name, delta);
  const own = steps.map(({ name, delta, itemId, locationId, ledgerDocumentUri }) => ({ name, delta, itemId, locationId, ledgerDocumentUri }));
  const onHand = withOnHand ? own.filter(({ name }) => name !== "incoming").map((each) => ({ ...each, name: "on_hand", ledgerDocumentUri: null })) : [];
  return { id: change.id("InventoryAdjustmentGroup"), reason, referenceDocumentUri: referenceDocumentUri ?? null, createdAt: change.now, changes: onlyOnHand ? onHand : [...own, ...onHand] };
}

function problemsOf({ world, shop }: Change, step: Step): UserError[] {
  const { field, itemId, locationId, name, ledgerDocumentUri } = step;
  const itemField = field.at(-1) === "from" || field.at(-1) === "to" ? [...field.slice(0, -1), "inventoryItemId"] : [...field, "inventoryItemId"];
  if (!world.documents.findByPart(shop.domain, "Product", itemId)) {
    return field.at(-1) === "to" ? [] : [{ field: itemField, message: "The specified inventory item could not be found.", code: "INVALID_INVENTORY_ITEM" }];
  }
  const level = world.inventory.find(shop.domain, itemId, locationId);
  if (!level) return [{ field: step.locationField, message: "The specified location could not be found.", code: "INVALID_LOCATION" }];
  const ledger = [...field, "ledgerDocumentUri"];
  if (name !== "available" && !ledgerDocumentUri) return [{ field: ledger, message: "A ledger document URI is required except when adjusting available.", code: "INVALID_QUANTITY_DOCUMENT" }];
  if (name === "available" && ledgerDocumentUri) return [{ field: ledger, message: "A ledger document URI is not allowed when adjusting available.", code: "INVALID_AVAILABLE_DOCUMENT" }];
  if (ledgerDocumentUri?.startsWith("gid://shopify/")) return [{ field: ledger, message: "Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.", code: "INTERNAL_LEDGER_DOCUMENT" }];
  const stale = step.from !== null && step.from !== undefined && step.from !== level.quantities[name].quantity;
  return stale ? [{ field: [...field, "changeFromQuantity"], message: staleMessage, code: "CHANGE_FROM_QUANTITY_STALE" }] : [];
}
