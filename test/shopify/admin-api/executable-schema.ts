import { getNamedType, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema, isAbstractType, isObjectType } from "graphql";
import { typeOfGid } from "../model/ids.ts";
import { bulkResolvers } from "../bulk/resolvers.ts";
import { fulfillmentResolvers } from "../fulfillment/resolvers.ts";
import { inventoryResolvers } from "../inventory/resolvers.ts";
import { metafieldResolvers } from "../metafields/resolvers.ts";
import { orderResolvers } from "../orders/resolvers.ts";
import { paymentResolvers } from "../payments/resolvers.ts";
import { productResolvers } from "../products/resolvers.ts";
import { returnResolvers } from "../returns/resolvers.ts";
import { shopResolvers } from "../shop/resolvers.ts";
import { webhookResolvers } from "../webhooks/resolvers.ts";
import { type Context } from "./context.ts";
import { accessDenied, fieldNotAnswered } from "./errors.ts";
import { runMutation } from "./mutation.ts";
import { nodeResolvers } from "./node.ts";
import { type Resolvers } from "./resolvers.ts";
import { adminSchema } from "./schema.ts";

const domains: Resolvers[] = [
  nodeResolvers,
  orderResolvers,
  fulfillmentResolvers,
  paymentResolvers,
  returnResolvers,
  inventoryResolvers,
  productResolvers,
  metafieldResolvers,
  bulkResolvers,
  webhookResolvers,
  shopResolvers,
];

type Resolve = GraphQLFieldResolver<unknown, Context>;

const built = new Map<string, GraphQLSchema>();

/** Shopify's schema of a version with the resolvers of all domains in it. */
export function executableSchema(version: string): GraphQLSchema {
  let schema = built.get(version);
  if (!schema) {
    schema = adminSchema(version, { fresh: true });
    for (const domain of domains) attach(schema, domain);
    for (const type of Object.values(schema.getTypeMap())) if (isAbstractType(type)) type.resolveType = typeNameOf;
    built.set(version, schema);
  }
  return schema;
}

/** The names of all that the domains answer, as `Type.field`. */
export function answeredFields(): string[] {
  return domains.flatMap(({ types = {}, queries = {}, mutations = {} }) => [
    ...Object.entries(types).flatMap(([type, fields]) => Object.keys(fields).map((field) => `${type}.${field}`)),
    ...Object.keys(queries).map((field) => `QueryRoot.${field}`),
    ...Object.keys(mutations).map((field) => `Mutation.${field}`),
  ]);
}

function attach(schema: GraphQLSchema, { types = {}, queries = {}, mutations = {}, scopes = {} }: Resolvers) {
  for (const [typeName, fields] of Object.entries(types)) {
    for (const [fieldName, resolver] of Object.entries(fields)) set(schema, typeName, fieldName, (source, args, context, info) => resolver(source, args, context, info));
  }
  for (const [name, resolver] of Object.entries(queries)) set(schema, "QueryRoot", name, (source, args, context, info) => resolver(source, args, context, info));
  for (const [name, handler] of Object.entries(mutations)) set(schema, "Mutation", name, (_source, args, context, info) => runMutation(handler, args, context, info));
  for (const [path, required] of Object.entries(scopes)) guard(schema, path, required);
}

function set(schema: GraphQLSchema, typeName: string, fieldName: string, resolve: Resolve) {
  const field = fieldOf(schema, typeName, fieldName);
  if (field) field.resolve = resolve;
}

/** A field of this version; a version that has it not simply goes without. */
function fieldOf(schema: GraphQLSchema, typeName: string, fieldName: string): GraphQLField<unknown, Context> | undefined {
  const type = schema.getType(typeName);
  return isObjectType(type) ? type.getFields()[fieldName] : undefined;
}

function guard(schema: GraphQLSchema, path: string, required: string[]) {
  const [typeName = "", fieldName = ""] = path.split(".");
  const field = fieldOf(schema, typeName, fieldName);
  if (!field) return;
  const resolve = field.resolve ?? readProperty;
  field.resolve = (source, args, context, info) => {
    if (!required.some((scope) => context.allows(scope))) throw accessDenied(fieldName, wording(required));
    return resolve(source, args, context, info);
  };
}

function wording(scopes: string[]): string {
  const quoted = scopes.map((scope) => `\`${scope}\``);
  return `${quoted.length > 1 ? `One of ${quoted.join(", ")}` : quoted[0]} access scope${quoted.length > 1 ? "s" : ""}.`;
}

/** Answers a field that no domain names from the object it is asked of, if that has it; fails otherwise. */
export const readProperty: Resolve = (source, _args, _context, info) => {
  const value = source !== null && typeof source === "object" ? (source as Record<string, unknown>)[info.fieldName] : undefined;
  const type = getNamedType(info.returnType).name;
  if (value === undefined || type.endsWith("Connection") !== isConnection(value)) throw fieldNotAnswered(info);
  return value;
};

function isConnection(value: unknown): boolean {
  return value !== null && typeof value === "object" && "pageInfo" in value;
}

/** What an interface or union turns out to be: as the object says, or by its global id. */
function typeNameOf(value: unknown): string | undefined {
  if (value === null || typeof value !== "object") return undefined;
  if ("__typename" in value) return String(value.__typename);
  return "id" in value ? typeOfGid(String(value.id)) : undefined;
}
