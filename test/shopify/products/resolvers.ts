import { connectPage, type ConnectionArgs, pageRequest } from "../admin-api/connection.ts";
import { invalidId, notAnswered } from "../admin-api/errors.ts";
import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { typeOfGid, type Gid } from "../model/ids.ts";
import { searchCondition } from "../search/to-sql.ts";
import { createProduct, createVariants, type ProductInput, updateProduct, type VariantInput } from "./create-product.ts";
import { productSearch } from "./search.ts";
import { productType, soldLineType, variantOf, variantType } from "./types.ts";

findable("Product", ({ world, shop }, id) => world.documents.find(shop.domain, "Product", id));
findable("ProductVariant", variantOf);

interface ProductsArgs extends ConnectionArgs {
  query?: string | null;
  sortKey?: string;
}

interface VariantsArgs {
  productId: Gid;
  variants: VariantInput[];
  strategy?: string | null;
}

export const productResolvers: Resolvers = {
  types: { Product: productType, ProductVariant: variantType, LineItem: soldLineType },
  queries: {
    product: (_source, { id }: { id: Gid }, { world, shop }) => {
      if (typeOfGid(id) !== "Product") throw invalidId(id);
      return world.documents.find(shop.domain, "Product", id) ?? null;
    },
    productVariant: (_source, { id }: { id: Gid }, context) => {
      if (typeOfGid(id) !== "ProductVariant") throw invalidId(id);
      return variantOf(context, id) ?? null;
    },
    products: (_source, { query, sortKey, ...args }: ProductsArgs, context) => {
      if (sortKey && sortKey !== "ID") throw notAnswered(`products(sortKey: ${sortKey})`, "it does not sort by that");
      return connectPage(context.world.documents.page(context.shop.domain, "Product", pageRequest(args, context, "id"), searchCondition(query, productSearch(context.shop))));
    },
  },
  mutations: {
    productCreate: (change, { product, input }: { product?: ProductInput; input?: ProductInput }) => ({ product: createProduct(change, product ?? input ?? {}) }),
    productUpdate: (change, { product, input }: { product?: ProductInput; input?: ProductInput }) => ({ product: updateProduct(change, product ?? input ?? {}) }),
    productVariantsBulkCreate: (change, { productId, variants, strategy }: VariantsArgs) => ({ ...createVariants(change, productId, variants, strategy === "REMOVE_STANDALONE_VARIANT") }),
  },
  scopes: {
    "QueryRoot.product": ["read_products"],
    "QueryRoot.products": ["read_products"],
    "QueryRoot.productVariant": ["read_products"],
    "LineItem.variant": ["read_products"],
    "LineItem.product": ["read_products"],
    "FulfillmentOrderLineItem.variant": ["read_products"],
    "Mutation.productCreate": ["write_products"],
    "Mutation.productUpdate": ["write_products"],
    "Mutation.productVariantsBulkCreate": ["write_products"],
  },
};
