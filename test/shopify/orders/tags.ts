import { notAnswered, refuse } from "../admin-api/errors.ts";
import { typeOfGid, type Gid } from "../model/ids.ts";
import { keepProduct } from "../products/keep.ts";
import { type Change } from "../state/change.ts";
import { sortedTags } from "./create-order.ts";
import { keepOrder } from "./keep.ts";

/** Adds tags to, or takes them from, whatever has tags here; the resource with an id is given back. */
export function changeTags(change: Change, id: Gid, tags: string[], how: "add" | "remove"): { id: Gid } {
  const { world, shop, now } = change;
  const given = tags.flatMap((tag) => tag.split(",")).map((tag) => tag.trim()).filter(Boolean);
  const changed = (current: string[]) =>
    how === "add" ? sortedTags([...current, ...given]) : current.filter((tag) => !given.some((each) => each.toLowerCase() === tag.toLowerCase()));
  const type = typeOfGid(id);
  if (type === "Order") {
    const order = world.orders.find(shop.domain, id) ?? refuse(["id"], "Order does not exist");
    const after = changed(order.tags);
    if (after.join() === order.tags.join()) return order;
    order.tags = after;
    keepOrder(change, order);
    return order;
  }
  if (type === "Product") {
    const product = world.documents.find(shop.domain, "Product", id) ?? refuse(["id"], "Product does not exist");
    keepProduct(change, { ...product, tags: changed(product.tags) });
    return product;
  }
  if (type === "Customer") {
    const customer = world.documents.find(shop.domain, "Customer", id) ?? refuse(["id"], "Customer does not exist");
    world.documents.save(shop.domain, "Customer", { ...customer, tags: changed(customer.tags), updatedAt: now });
    return customer;
  }
  throw notAnswered(`tags of ${id}`, `it has no tags for the type '${type}'`);
}
