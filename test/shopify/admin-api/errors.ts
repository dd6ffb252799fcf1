import { GraphQLError, type GraphQLResolveInfo } from "graphql";

/** An error that stands beside the data, with the code that Shopify gives it. */
export function apiError(code: string, message: string, extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

/** A global id of another type than the field takes, or of nothing that some fields can find. */
export function invalidId(id: string): GraphQLError {
  return apiError("RESOURCE_NOT_FOUND", `Invalid id: ${id}`);
}

export function accessDenied(field: string, required?: string): GraphQLError {
  const documentation = "https://shopify.dev/api/usage/access-scopes";
  if (!required) return apiError("ACCESS_DENIED", `Access denied for ${field} field.`, { documentation });
  return apiError("ACCESS_DENIED", `Access denied for ${field} field. Required access: ${required}`, { documentation, requiredAccess: required });
}

/** What a field gets that nothing here can answer truthfully. */
export function notAnswered(what: string, why = "it keeps no such data"): GraphQLError {
  return apiError("NOT_ANSWERED_LOCALLY", `Local Shopify cannot answer ${what}: ${why}. Add it under test/shopify, or leave it out.`);
}

export function fieldNotAnswered({ parentType, fieldName }: GraphQLResolveInfo): GraphQLError {
  return notAnswered(`${parentType.name}.${fieldName}`);
}

export interface UserError {
  field: string[] | null;
  message: string;
  code?: string | null;
  elementIndex?: number | null;
}

/** Refuses a mutation the way Shopify does: nothing changes, and the payload says why. */
export class UserErrors extends Error {
  readonly errors: UserError[];
  /** What the payload carries besides, such as the order as it still is. */
  readonly payload: Record<string, unknown>;

  constructor(errors: UserError[], payload: Record<string, unknown> = {}) {
    super(errors.map(({ message }) => message).join("; "));
    this.errors = errors;
    this.payload = payload;
  }
}

export function refuse(field: string[] | null, message: string, code?: string, payload?: Record<string, unknown>): never {
  throw new UserErrors([{ field, message, code: code ?? null }], payload);
}
