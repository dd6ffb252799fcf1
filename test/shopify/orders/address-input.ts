import { type Address } from "../model/shop.ts";

export interface AddressInput {
  firstName?: string | null;
  lastName?: string | null;
  company?: string | null;
  address1?: string | null;
  address2?: string | null;
  city?: string | null;
  province?: string | null;
  provinceCode?: string | null;
  country?: string | null;
  countryCode?: string | null;
  zip?: string | null;
  phone?: string | null;
}

const countries = new Intl.DisplayNames(["en"], { type: "region" });

/** A whole address of what an input names; a country that is given by its code gets its name. */
export function addressOf(input: AddressInput): Address {
  const countryCode = input.countryCode ?? null;
  return {
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    company: input.company ?? null,
    address1: input.address1 ?? null,
    address2: input.address2 ?? null,
    city: input.city ?? null,
    province: input.province ?? input.provinceCode ?? null,
    provinceCode: input.provinceCode ?? null,
    country: input.country ?? (countryCode ? (countries.of(countryCode) ?? null) : null),
    countryCode,
    zip: input.zip ?? null,
    phone: input.phone ?? null,
  };
}
