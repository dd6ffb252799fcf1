import { notAnswered, refuse } from "../admin-api/errors.ts";
import { type Gid } from "../model/ids.ts";
import { type Customer } from "../model/shop.ts";
import { type Change } from "../state/change.ts";

export interface CustomerInput {
  toAssociate?: { id?: Gid | null; email?: string | null } | null;
  toUpsert?: { id?: Gid | null; email?: string | null; firstName?: string | null; lastName?: string | null; phone?: string | null; note?: string | null; tags?: string[] | null } | null;
}

/** The customer that a new order is for: the one that is named, or the one that its mail address stands for. */
export function customerFor(change: Change, input: CustomerInput | null | undefined, email: string | null): Gid | null {
  const { world, shop } = change;
  const { toAssociate, toUpsert } = input ?? {};
  if (toAssociate?.id) {
    const customer = world.documents.find(shop.domain, "Customer", toAssociate.id);
    return customer?.id ?? refuse(["order", "customer", "toAssociate", "id"], "Customer does not exist", "INVALID");
  }
  if (toUpsert?.id) throw notAnswered("orderCreate(order: { customer: { toUpsert: { id } } })");
  const address = toUpsert?.email ?? toAssociate?.email ?? email;
  if (!address) return null;
  return upsertCustomer(change, { email: address, ...toUpsert }).id;
}

type Details = NonNullable<CustomerInput["toUpsert"]> & Partial<Pick<Customer, "defaultAddress">>;

/** The customer with a mail address, made when there is none; what is given besides overwrites what was known. */
export function upsertCustomer(change: Change, { email, firstName, lastName, phone, note, tags, defaultAddress }: Details): Customer {
  const { world, shop, now } = change;
  const known = world.db.get("select gid from documents where shop = ? and type = 'Customer' and json_extract(body, '$.email') = ?", shop.domain, email ?? "");
  const before = world.documents.find(shop.domain, "Customer", known ? String(known.gid) : null);
  const customer: Customer = {
    id: before?.id ?? change.id("Customer"),
    email: email ?? null,
    firstName: firstName ?? before?.firstName ?? null,
    lastName: lastName ?? before?.lastName ?? null,
    phone: phone ?? before?.phone ?? null,
    note: note ?? before?.note ?? null,
    tags: tags ?? before?.tags ?? [],
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
    defaultAddress: defaultAddress ?? before?.defaultAddress ?? null,
  };
  world.documents.save(shop.domain, "Customer", customer);
  return customer;
}
