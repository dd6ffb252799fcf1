import type { Ctx } from "#app/platform/ctx.ts";
import type { SyncClient, SyncReply } from "#app/platform/sync.ts";
import { replyOfError } from "./in-process-sync.server.ts";
import { type Method, permittedEndpoint } from "./known-endpoints.ts";

/**
 * A way to another instance's `/sync`, held to what the member of staff may do here: that instance knows the key alone, whose
 * role may be more than theirs. A refusal is a reply, as it is of that instance.
 */
export function permittedSync(sync: SyncClient, ctx: Ctx): SyncClient {
  const ifPermitted = async (method: Method, path: string, send: () => Promise<SyncReply>) => {
    try {
      permittedEndpoint(ctx, method, path);
    } catch (error) {
      return replyOfError(error, ctx.correlationId);
    }
    return send();
  };
  return {
    get: (path, query) => ifPermitted("GET", path, () => sync.get(path, query)),
    post: (path, body, key) => ifPermitted("POST", path, () => sync.post(path, body, key)),
  };
}
