/** What a caller may do, by role: the table of the HTTP contract, section 0. */
export type Role = "viewer" | "agent" | "operator" | "admin";

export const permissions = ["read", "orders:write", "returns:write", "orders:change", "ops:execute", "exceptions:resolve", "settings"] as const;

export type Permission = (typeof permissions)[number];

export const roles: readonly Role[] = ["viewer", "agent", "operator", "admin"];

const granted: Record<Role, readonly Permission[]> = {
  viewer: ["read"],
  agent: ["read", "orders:write", "returns:write", "orders:change"],
  operator: ["read", "orders:write", "returns:write", "orders:change", "ops:execute", "exceptions:resolve"],
  admin: ["read", "orders:write", "returns:write", "orders:change", "ops:execute", "exceptions:resolve", "settings"],
};

/** The permissions of a role. */
export function permissionsOf(role: Role): readonly Permission[] {
  return granted[role];
}

/** Whether a role has a permission. */
export function mayDo(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission);
}
