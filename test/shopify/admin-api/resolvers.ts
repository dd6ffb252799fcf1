import { type GraphQLResolveInfo } from "graphql";
import { type Change } from "../state/change.ts";
import { type Context } from "./context.ts";

/** How a field is answered; methods, so that each resolver may name the source and arguments it gets. */
interface Answer {
  field(source: unknown, args: unknown, context: Context, info: GraphQLResolveInfo): unknown;
  mutation(change: Change, args: unknown, context: Context): Record<string, unknown>;
}

export type FieldResolver = Answer["field"];
export type MutationHandler = Answer["mutation"];

/** What one domain answers. A type or field that no domain names fails, with an error that says so. */
export interface Resolvers {
  types?: Record<string, Record<string, FieldResolver>>;
  queries?: Record<string, FieldResolver>;
  /** Each runs as one change: what it throws as user errors undoes it. */
  mutations?: Record<string, MutationHandler>;
  /** The access scope a field needs, by `Type.field`, `QueryRoot.field` or `Mutation.field`; of several, any one will do. */
  scopes?: Record<string, string[]>;
}
