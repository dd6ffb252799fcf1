import { z } from "zod";
import { ExceptionGroup, Lesson } from "#app/domains/exceptions/schema.ts";
import { listGroups, listLessons } from "#app/domains/exceptions/index.server.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const v1ExceptionGroups: Resource = {
  GET: endpoint({ family: "problem", permission: "read", scope: "any", summary: "Open exceptions that share a cause", response: z.object({ groups: z.array(ExceptionGroup) }), handle: (ctx) => listGroups(ctx) }),
};

export const v1ExceptionLessons: Resource = {
  GET: endpoint({ family: "problem", permission: "read", scope: "any", summary: "What overrides have in common", response: z.object({ lessons: z.array(Lesson) }), handle: (ctx) => listLessons(ctx) }),
};
