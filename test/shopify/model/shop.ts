import { type Gid } from "./ids.ts";
import { type Instant } from "./time.ts";

/** A store. Everything else belongs to one by its domain. */
export interface Shop {
  id: Gid;
  /** `demo.myshopify.com` */
  domain: string;
  name: string;
  email: string;
  currencyCode: string;
  timeZone: string;
  countryCode: string;
  country: string;
  plus: boolean;
  createdAt: Instant;
  staff: Staff[];
}

export type StaffRole = "owner" | "agent" | "viewer" | "operator";

export interface Staff {
  id: Gid;
  role: StaffRole;
  firstName: string;
  lastName: string;
  email: string;
  accountOwner: boolean;
}

export interface Location {
  id: Gid;
  name: string;
  active: boolean;
  fulfillsOnlineOrders: boolean;
  shipsInventory: boolean;
  createdAt: Instant;
  updatedAt: Instant;
  address: Address;
}

export interface Address {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  country: string | null;
  countryCode: string | null;
  zip: string | null;
  phone: string | null;
}

export interface Customer {
  id: Gid;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  note: string | null;
  tags: string[];
  createdAt: Instant;
  updatedAt: Instant;
  defaultAddress: Address | null;
}

/** The store's handle, as admin addresses carry it: `demo`. */
export function storeOf(domain: string): string {
  return domain.replace(/\.myshopify\.com$/, "");
}

export function staffName({ firstName, lastName }: Staff): string {
  return `${firstName} ${lastName}`;
}
