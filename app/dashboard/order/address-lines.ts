import type { OrderDetail } from "#app/domains/orders/order-detail.ts";

/** An address as it is written on a parcel; Shopify leaves out what it does not know. */
export function addressLines(address: OrderDetail["shippingAddress"]): string[] {
  if (address === null) return [];
  const of = (...names: string[]) => names.map((name) => address[name]).find((value): value is string => typeof value === "string" && value.trim() !== "");
  const city = [of("zip"), of("city")].filter((part) => part !== undefined).join(" ");
  const lines = [of("name"), of("company"), of("address1"), of("address2"), city, of("province", "province_code", "provinceCode"), of("country", "country_code", "countryCode"), of("phone")];
  return lines.flatMap((line) => line || []);
}
