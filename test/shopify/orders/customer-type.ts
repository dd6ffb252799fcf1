import { moneyV2 } from "../admin-api/money.ts";
import { type FieldResolver } from "../admin-api/resolvers.ts";
import { legacyId } from "../model/ids.ts";
import { type Customer } from "../model/shop.ts";
import { addressName, mailingAddress } from "./mailing-address.ts";

export const customerType: Record<string, FieldResolver> = {
  legacyResourceId: ({ id }: Customer) => legacyId(id),
  displayName: (customer: Customer) => addressName(customer) || customer.email || customer.phone || "",
  defaultAddress: ({ id, defaultAddress }: Customer) => mailingAddress(id, defaultAddress),
  defaultEmailAddress: ({ email }: Customer) => (email === null ? null : { emailAddress: email }),
  defaultPhoneNumber: ({ phone }: Customer) => (phone === null ? null : { phoneNumber: phone }),
  verifiedEmail: () => true,
  numberOfOrders: ({ id }: Customer, _args, { world, shop }) => String(world.orders.count(shop.domain, { where: "customer_id = ?", values: [Number(legacyId(id))] }, null)),
  amountSpent: ({ id }: Customer, _args, { world, shop }) => {
    const row = world.db.get("select ifnull(sum(total), 0) as total from orders where shop = ? and customer_id = ? and financial_status = 'paid'", shop.domain, Number(legacyId(id)));
    return moneyV2(Number(row?.total), shop.currencyCode);
  },
};
