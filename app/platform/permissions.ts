import { DomainError } from "./errors.ts";

/** What a caller may do, by role: the table of the HTTP contract, section 0; and customers, who may see to their own order. */
export type Role = "viewer" | "agent" | "operator" | "admin" | "customer";

export const permissions = ["read", "orders:write", "returns:write", "orders:change", "ops:execute", "exceptions:resolve", "settings", "own_order"] as const;

export type Permission = (typeof permissions)[number];

/** The roles that staff and API keys may have. */
export const roles: readonly Exclude<Role, "customer">[] = ["viewer", "agent", "operator", "admin"];

const granted: Record<Role, readonly Permission[]> = {
  viewer: ["read"],
  agent: ["read", "orders:write", "returns:write", "orders:change"],
  operator: ["read", "orders:write", "returns:write", "orders:change", "ops:execute", "exceptions:resolve"],
  admin: ["read", "orders:write", "returns:write", "orders:change", "ops:execute", "exceptions:resolve", "settings"],
  customer: ["own_order"],
};

/** The permissions of a role. */
export function permissionsOf(role: Role): readonly Permission[] {
  return granted[role];
}

/** Whether a role has a permission. */
export function mayDo(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission);
}

/** Throws `forbidden` for a role that lacks a permission. */
export function requirePermission(role: Role, permission: Permission): void {
  if (!mayDo(role, permission)) throw new DomainError("forbidden", "FORBIDDEN", { message: `Your role (${role}) does not include ${permission}.` });
}
