import type { SystemCtx } from "../ctx.ts";

/** A GraphQL operation of the Admin API with the types of what it takes and gives. `operations.ts` has all of them. */
export interface AdminOperation<Data, Variables> {
  name: string;
  text: string;
  /** Only there for the compiler. */
  types?: { data: Data; variables: Variables };
}

/** What a query costs in Shopify's leaky bucket, and how full it is. */
export interface AdminCost {
  requested: number;
  actual: number;
  available: number;
  maximum: number;
  restoreRate: number;
}

export interface AdminAnswer<Data> {
  data: Data;
  cost?: AdminCost;
}

/** The Admin API of one shop. */
export interface AdminApi {
  /** Runs an operation; throws an AdminApiError for everything that is not an answer. */
  run: <Data, Variables>(operation: AdminOperation<Data, Variables>, variables: Variables) => Promise<AdminAnswer<Data>>;
}

/**
 * Why Shopify did not answer. `transient` is worth another try (network, 5xx, throttled: after `retryAfterMs`), `unauthorized`
 * means that the shop has uninstalled or revoked, `permanent` that the call itself is wrong.
 */
export class AdminApiError extends Error {
  override readonly name = "AdminApiError";
  readonly kind: "transient" | "throttled" | "unauthorized" | "permanent";
  readonly retryAfterMs: number;
  /** Shopify's own word for it, such as MAX_COST_EXCEEDED. */
  readonly code: string | undefined;
  /** What the query would have cost, where Shopify says. */
  readonly cost: AdminCost | undefined;

  constructor(kind: AdminApiError["kind"], message: string, { retryAfterMs = 0, code, cost, cause }: { retryAfterMs?: number; code?: string; cost?: AdminCost; cause?: unknown } = {}) {
    super(message, { cause });
    this.kind = kind;
    this.code = code;
    this.cost = cost;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Opens the Admin API of a shop with its current access token. */
export type OpenAdminApi = (ctx: Pick<SystemCtx, "database" | "now">, shop: string) => Promise<AdminApi>;

let open: OpenAdminApi | undefined;

/** Sets how the Admin API is reached; app/shopify.server.ts does so at start. */
export function setAdminApi(opener: OpenAdminApi): void {
  open = opener;
}

/** The Admin API of the context's shop. */
export function adminApi(ctx: { database: SystemCtx["database"]; now: Date; shop: string }): Promise<AdminApi> {
  if (!open) throw new Error("setAdminApi() has not been called.");
  return open(ctx, ctx.shop);
}
