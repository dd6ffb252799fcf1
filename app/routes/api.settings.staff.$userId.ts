import { setStaffRole } from "#app/domains/shops/index.server.ts";
import { SetStaffRole } from "#app/domains/shops/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const settingsStaffMember: Resource = {
  PUT: endpoint({
    family: "problem",
    permission: "settings",
    body: SetStaffRole,
    handle: (ctx, { body, params }) => setStaffRole(ctx, { userId: params["userId"] ?? "", role: body.role }),
  }),
};
