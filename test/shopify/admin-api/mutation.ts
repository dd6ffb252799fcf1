import { getNamedType, GraphQLError, type GraphQLResolveInfo, isListType, isNonNullType, isObjectType } from "graphql";
import { type Actor, commitChange, theApp } from "../state/change.ts";
import { type Context } from "./context.ts";
import { type UserError, UserErrors } from "./errors.ts";
import { once } from "./idempotency.ts";
import { type MutationHandler } from "./resolvers.ts";

/** Runs a mutation as one change, and gives its payload: with null for all that it does not carry. */
export function runMutation(handler: MutationHandler, args: unknown, context: Context, info: GraphQLResolveInfo): Record<string, unknown> {
  const { world, shop } = context;
  try {
    limitInput(args, [info.fieldName]);
    const payload = once<Record<string, unknown>>(args, context, info, (remember) =>
      commitChange(world, shop, { actor: actorOf(context) }, (change) => {
        const result = handler(change, args, context);
        remember(result);
        return result;
      }),
    );
    return complete(payload, [], info);
  } catch (error) {
    if (error instanceof UserErrors) return complete(error.payload, error.errors, info);
    throw error;
  } finally {
    context.forget();
    context.afterCommit();
  }
}

const mostInputs = 250;

/** Refuses a list that is longer than Shopify takes, wherever in the arguments it is. */
function limitInput(value: unknown, path: string[]) {
  if (Array.isArray(value) && value.length > mostInputs) {
    const message = `The input array size of ${value.length} is greater than the maximum allowed of ${mostInputs}.`;
    throw new GraphQLError(message, { path, extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } });
  }
  if (value !== null && typeof value === "object") for (const [key, each] of Object.entries(value)) limitInput(each, Array.isArray(value) ? path : [...path, key]);
}

/** A token of a person acts for that person. */
function actorOf({ shop, token }: Context): Actor {
  const staff = shop.staff.find(({ id }) => id === token.userId);
  return staff ? { kind: "staff", staff } : theApp;
}

function complete(payload: Record<string, unknown>, errors: UserError[], info: GraphQLResolveInfo): Record<string, unknown> {
  const type = getNamedType(info.returnType);
  if (!isObjectType(type)) throw new TypeError(`${info.fieldName} has no payload type`);
  const whole: Record<string, unknown> = {};
  for (const field of Object.values(type.getFields())) {
    const list = isNonNullType(field.type) ? isListType(field.type.ofType) : isListType(field.type);
    const holdsErrors = list && getNamedType(field.type).name.endsWith("Error");
    whole[field.name] = holdsErrors ? errors.map((error) => ({ code: null, elementIndex: null, ...error })) : (payload[field.name] ?? null);
  }
  return whole;
}
