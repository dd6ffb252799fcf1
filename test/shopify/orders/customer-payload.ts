import { numericId } from "../model/ids.ts";
import { type Address, type Customer, type Shop } from "../model/shop.ts";
import { inZone } from "../model/time.ts";
import { addressName } from "./mailing-address.ts";

export function addressPayload(address: Address | null) {
  if (!address) return null;
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.country,
    last_name: address.lastName,
    address2: address.address2,
    company: address.company,
    latitude: null,
    longitude: null,
    name: addressName(address),
    country_code: address.countryCode,
    province_code: address.provinceCode,
  };
}

export function customerPayload(shop: Shop, customer: Customer) {
  const id = numericId(customer.id);
  return {
    id,
    email: customer.email,
    created_at: inZone(customer.createdAt, shop.timeZone),
    updated_at: inZone(customer.updatedAt, shop.timeZone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: "disabled",
    note: customer.note,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    phone: customer.phone,
    tags: customer.tags.join(", "),
    currency: shop.currencyCode,
    tax_exemptions: [],
    admin_graphql_api_id: customer.id,
    default_address: customer.defaultAddress
      ? { id, customer_id: id, ...addressPayload(customer.defaultAddress), country_name: customer.defaultAddress.country, default: true }
      : null,
  };
}
