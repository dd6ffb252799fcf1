import { z } from "zod";
import { sweepReservations } from "#app/domains/inventory/index.server.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsReservationsSweep: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "ops:execute",
    body: z.object({}).prefault({}),
    response: z.object({ expired: z.number().int() }),
    summary: "Ends the reservations whose time is up",
    handle: (ctx) => sweepReservations(ctx),
  }),
};
