import { setStaffRole } from "#app/domains/shops/index.server.ts";
import { SetStaffRole, StaffRole } from "#app/domains/shops/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const settingsStaffMember: Resource = {
  PUT: endpoint({
    family: "problem",
    permission: "settings",
    summary: "Gives a member of staff another role",
    body: SetStaffRole,
    response: StaffRole,
    handle: (ctx, { body, params }) => setStaffRole(ctx, { userId: params["userId"] ?? "", role: body.role }),
  }),
};
