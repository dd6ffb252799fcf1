import { type Context } from "../admin-api/context.ts";
import { type UserError, UserErrors } from "../admin-api/errors.ts";
import { findNode } from "../admin-api/node.ts";
import { type Gid } from "../model/ids.ts";
import { keepOrder } from "../orders/keep.ts";
import { type Change } from "../state/change.ts";
import { type Metafield } from "../state/metafields-table.ts";
import { digestOf } from "./digest.ts";
import { namespaceOf } from "./namespace.ts";
import { valueProblem } from "./value.ts";

export interface MetafieldSet {
  ownerId: Gid;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
}

const most = 25;
const stale = "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.";

/** Writes up to 25 metafields, all or none; a digest that is given must be that of the value that is there. */
export function setMetafields(change: Change, inputs: MetafieldSet[], context: Context): Metafield[] {
  if (inputs.length > most) throw new UserErrors([{ field: ["metafields"], message: `Exceeded the maximum metafields input limit of ${most}.`, code: "LESS_THAN_OR_EQUAL_TO" }]);
  const errors = inputs.flatMap((input, index) => problemsOf(change, input, index, context));
  if (errors.length > 0) throw new UserErrors(errors);

  const owners = new Set(inputs.map(({ ownerId }) => ownerId));
  const set = inputs.map((input): Metafield => {
    const { world, shop, now } = change;
    const namespace = namespaceOf(input.namespace, world);
    const before = world.metafields.find(shop.domain, input.ownerId, namespace, input.key);
    const type = input.type ?? before?.type ?? "";
    const metafield: Metafield = {
      id: before?.id ?? change.id("Metafield"),
      ownerId: input.ownerId,
      namespace,
      key: input.key,
      type,
      value: input.value,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    };
    world.metafields.save(shop.domain, metafield);
    return metafield;
  });
  touchOrders(change, owners);
  return set;
}

/** Removes metafields; for one that was not there the answer has null in its place. */
export function deleteMetafields(change: Change, inputs: { ownerId: Gid; namespace: string; key: string }[], context: Context) {
  const { world, shop } = change;
  const missing = inputs.flatMap(({ ownerId }, index): UserError[] => (findNode(context, ownerId) ? [] : [{ field: ["metafields", String(index), "ownerId"], message: "Owner does not exist." }]));
  if (missing.length > 0) throw new UserErrors(missing);
  const deleted = inputs.map(({ ownerId, namespace, key }) => {
    const stored = namespaceOf(namespace, world);
    return world.metafields.remove(shop.domain, ownerId, stored, key) ? { ownerId, namespace: stored, key } : null;
  });
  touchOrders(change, new Set(inputs.map(({ ownerId }) => ownerId)));
  return deleted;
}

function touchOrders(change: Change, owners: Set<Gid>) {
  for (const owner of owners) {
    const order = change.world.orders.find(change.shop.domain, owner);
    if (order) keepOrder(change, order);
  }
}

function problemsOf({ world, shop }: Change, input: MetafieldSet, index: number, context: Context): UserError[] {
  const at = (...path: string[]) => ["metafields", String(index), ...path];
  const namespace = namespaceOf(input.namespace, world);
  const before = world.metafields.find(shop.domain, input.ownerId, namespace, input.key);
  const type = input.type ?? before?.type;
  const error = (field: string[], message: string, code: string | null): UserError[] => [{ field, message, code, elementIndex: null }];
  if (!findNode(context, input.ownerId)) return error(at("ownerId"), "Owner does not exist.", "INVALID_VALUE");
  if (namespace.length < 3) return error(at("namespace"), "Namespace is too short (minimum is 3 characters)", "TOO_SHORT");
  if (namespace.length > 255) return error(at("namespace"), "Namespace is too long (maximum is 255 characters)", "TOO_LONG");
  if (["shopify_standard", "protected", "shopify-l10n-fields"].includes(namespace)) return error(at("namespace"), `Namespace ${namespace} is a reserved namespace`, null);
  if (input.key.length < 2) return error(at("key"), "Key is too short (minimum is 2 characters)", "TOO_SHORT");
  if (input.key.length > 64) return error(at("key"), "Key is too long (maximum is 64 characters)", "TOO_LONG");
  if (!type) return error(at("type"), "Type can't be blank", "BLANK");
  const problem = valueProblem(type, input.value, shop.currencyCode);
  if (problem) return error(at("value"), problem, "INVALID_VALUE");
  if (input.compareDigest === undefined) return [];
  if (input.compareDigest !== null && !/^[0-9a-f]{64}$/.test(input.compareDigest)) return error(at(), "Invalid `compareDigest` value.", "INVALID_COMPARE_DIGEST");
  return (before ? digestOf(before) : null) === input.compareDigest ? [] : error(at(), stale, "STALE_OBJECT");
}
