import { z } from "zod";
import { resolveException } from "#app/domains/exceptions/index.server.ts";
import { Preview, Resolution, ResolveException } from "#app/domains/exceptions/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";
import { errorReply } from "#app/http/error-response.server.ts";

export const v1ExceptionResolve: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "exceptions:resolve",
    scope: "any",
    summary: "Decides an exception",
    body: ResolveException,
    response: z.union([Resolution, Preview]),
    handle: async (ctx, { body, params }) => {
      const result = await resolveException(ctx, params["id"] ?? "", body);
      // The try is on record: an answer, so that it is committed.
      return "failure" in result ? errorReply(result.failure, "problem", ctx.correlationId) : result;
    },
  }),
};
