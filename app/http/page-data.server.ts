import type { z } from "zod";
import { env, remoteOf } from "#app/env.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import type { Permission } from "#app/platform/permissions.ts";
import { failureOf, type SyncClient } from "#app/platform/sync.ts";
import { jsonOf } from "./body.server.ts";
import { correlationId } from "./correlation.ts";
import { errorReply } from "./error-response.server.ts";
import { inProcessSync } from "./in-process-sync.server.ts";
import { parseBody } from "./input.ts";
import { permittedSync } from "./permitted-sync.server.ts";
import { pageContext } from "./page-context.server.ts";
import { failureResponse } from "./read-sync.ts";
import { remoteSync } from "./remote-sync.server.ts";
import { withSamples } from "./with-samples.server.ts";

export interface PageTools {
  ctx: Ctx;
  sync: SyncClient;
}

/**
 * Runs a page's loader or action for whoever has the embedded session. Throws Responses only: those of Shopify's library as they
 * are, and for everything else one with the status and a `SyncFailure`, which the page's error boundary shows.
 */
export async function pageData<T>(request: Request, run: (tools: PageTools) => Promise<T>, permission: Permission = "read"): Promise<T> {
  const correlation = correlationId(request.headers.get("X-Correlation-Id"));
  try {
    const ctx = await pageContext(request, permission);
    return await run({ ctx, sync: syncFor(ctx) });
  } catch (error) {
    if (error instanceof Response) throw error;
    const { status, body, headers } = errorReply(error, "sync", correlation);
    throw failureResponse({ ...failureOf(status, body, ""), correlationId: correlation }, headers);
  }
}

/** Where this instance finds `/sync`: in its own process, or at the instance that SYNC_SERVICE_URL names. */
function syncFor(ctx: Ctx): SyncClient {
  const remote = remoteOf(env());
  const sync = remote ? permittedSync(remoteSync(remote, ctx), ctx) : inProcessSync(ctx);
  return env().USE_MOCK_DATA ? withSamples(sync, ctx.now) : sync;
}

/** The JSON that a page sends, in its schema's shape; throws `malformed` or `invalid`. */
export async function readInput<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  return parseBody(schema, jsonOf(new Uint8Array(await request.arrayBuffer())));
}
