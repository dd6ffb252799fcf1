import { typeOfGid, type Gid } from "../model/ids.ts";
import { type Context } from "./context.ts";
import { notAnswered } from "./errors.ts";
import { type Resolvers } from "./resolvers.ts";

type Finder = (context: Context, id: Gid) => unknown;
const finders = new Map<string, Finder>();

/** Says how things of a type are found by their id, for `node`, `nodes` and the fields that take any owner. */
export function findable(type: string, find: Finder) {
  finders.set(type, find);
}

/** The thing with an id, null when there is none. Throws for a type that this Shopify does not have. */
export function findNode(context: Context, id: Gid): unknown {
  const type = typeOfGid(id) ?? "";
  const find = finders.get(type);
  if (!find) throw notAnswered(`node(id: "${id}")`, `it has nothing of the type '${type}'`);
  return find(context, id) ?? null;
}

export const nodeResolvers: Resolvers = {
  queries: {
    node: (_source, { id }: { id: Gid }, context) => findNode(context, id),
    nodes: (_source, { ids }: { ids: Gid[] }, context) => ids.map((id) => findNode(context, id)),
  },
};
