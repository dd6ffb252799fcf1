import { connect, type ConnectionArgs } from "../admin-api/connection.ts";
import { type Context } from "../admin-api/context.ts";
import { findNode } from "../admin-api/node.ts";
import { type FieldResolver, type Resolvers } from "../admin-api/resolvers.ts";
import { legacyId, typeOfGid, type Gid } from "../model/ids.ts";
import { type Metafield } from "../state/metafields-table.ts";
import { digestOf } from "./digest.ts";
import { deleteMetafields, setMetafields, type MetafieldSet } from "./set-metafields.ts";
import { namespaceOf } from "./namespace.ts";

interface ListArgs extends ConnectionArgs {
  namespace?: string | null;
  keys?: string[] | null;
}

/** The two fields that every owner of metafields has. */
const ownerFields: Record<string, FieldResolver> = {
  metafield: ({ id }: { id: Gid }, { namespace, key }: { namespace?: string; key: string }, { world, shop }) =>
    world.metafields.find(shop.domain, id, namespaceOf(namespace, world), key) ?? null,
  metafields: ({ id }: { id: Gid }, { namespace, keys, ...args }: ListArgs, context) => {
    const { world, shop } = context;
    const all = world.metafields.list(shop.domain, id);
    const wanted = keys?.map((key) => (key.includes(".") ? key : `${namespaceOf(namespace, world)}.${key}`));
    const inNamespace = namespace ? all.filter((each) => each.namespace === namespaceOf(namespace, world)) : all;
    return connect(wanted ? inNamespace.filter((each) => wanted.includes(`${each.namespace}.${each.key}`)) : inNamespace, args, context);
  },
};

function jsonValue({ type, value }: Metafield): unknown {
  if (type.startsWith("list.") || ["json", "boolean", "number_integer", "money", "rating", "dimension", "volume", "weight", "rich_text_field"].includes(type)) return JSON.parse(value);
  return value;
}

export const metafieldResolvers: Resolvers = {
  types: {
    Order: ownerFields,
    Product: ownerFields,
    ProductVariant: ownerFields,
    Customer: ownerFields,
    Shop: ownerFields,
    AppInstallation: ownerFields,
    Metafield: {
      legacyResourceId: ({ id }: Metafield) => legacyId(id),
      compareDigest: (metafield: Metafield) => digestOf(metafield),
      jsonValue: (metafield: Metafield) => jsonValue(metafield),
      owner: ({ ownerId }: Metafield, _args, context: Context) => findNode(context, ownerId),
      ownerType: ({ ownerId }: Metafield) => typeOfGid(ownerId)?.toUpperCase(),
      definition: () => null,
      sizeInBytes: ({ value }: Metafield) => Buffer.byteLength(value),
    },
  },
  mutations: {
    metafieldsSet: (change, { metafields }: { metafields: MetafieldSet[] }, context) => ({ metafields: setMetafields(change, metafields, context) }),
    metafieldsDelete: (change, { metafields }: { metafields: { ownerId: Gid; namespace: string; key: string }[] }, context) => ({
      deletedMetafields: deleteMetafields(change, metafields, context),
    }),
  },
};
