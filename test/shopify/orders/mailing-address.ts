import { numericId, type Gid } from "../model/ids.ts";
import { type Address } from "../model/shop.ts";

/** An address as the Admin API shows it; `owner` is whatever it is written on. */
export function mailingAddress(owner: Gid, address: Address | null) {
  if (!address) return null;
  const { firstName, lastName, company, address1, address2, city, zip, country } = address;
  const name = addressName(address);
  const formatted = [name, company, address1, address2, [zip, city].filter(Boolean).join(" "), country].filter(Boolean);
  return {
    __typename: "MailingAddress",
    ...address,
    id: `gid://shopify/MailingAddress/${numericId(owner)}?model_name=Address`,
    name: name || null,
    countryCodeV2: address.countryCode,
    formatted,
    formattedArea: [city, address.provinceCode, country].filter(Boolean).join(", "),
    firstName,
    lastName,
  };
}

export function addressName({ firstName, lastName }: Pick<Address, "firstName" | "lastName">): string {
  return [firstName, lastName].filter(Boolean).join(" ");
}
