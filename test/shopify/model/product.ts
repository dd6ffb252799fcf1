import { type Gid } from "./ids.ts";
import { type Minor } from "./money.ts";
import { type Instant } from "./time.ts";

export interface Product {
  id: Gid;
  title: string;
  handle: string;
  status: "ACTIVE" | "ARCHIVED" | "DRAFT";
  vendor: string;
  productType: string;
  descriptionHtml: string;
  tags: string[];
  createdAt: Instant;
  updatedAt: Instant;
  options: { id: Gid; name: string; values: string[] }[];
  variants: Variant[];
}

/** A variant together with its inventory item, which it has exactly one of. */
export interface Variant {
  id: Gid;
  productId: Gid;
  title: string;
  sku: string | null;
  barcode: string | null;
  price: Minor;
  compareAtPrice: Minor | null;
  taxable: boolean;
  inventoryPolicy: "DENY" | "CONTINUE";
  optionValues: string[];
  createdAt: Instant;
  updatedAt: Instant;
  inventoryItem: InventoryItem;
}

export interface InventoryItem {
  id: Gid;
  variantId: Gid;
  productId: Gid;
  sku: string | null;
  tracked: boolean;
  requiresShipping: boolean;
  cost: Minor | null;
  grams: number;
  createdAt: Instant;
  updatedAt: Instant;
}
