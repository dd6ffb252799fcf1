import { redirect } from "@remix-run/node";
import { database } from "#app/db.server.ts";
import { resolveStaff } from "#app/domains/shops/index.server.ts";
import { contextFor, type Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { type Permission, requirePermission } from "#app/platform/permissions.ts";
import { authenticate } from "#app/shopify.server.ts";
import { addressWithAdminParameters } from "./admin-parameters.ts";
import { correlationId } from "./correlation.ts";

/**
 * The context of a page's loader or action: the shop and member of staff of the embedded session. Throws the Response that
 * Shopify's library answers a request with that has none, and `forbidden` when the role lacks the permission.
 */
export async function pageContext(request: Request, permission: Permission = "read"): Promise<Ctx> {
  const { session, sessionToken } = await signedIn(request);
  const userId = sessionToken?.sub ?? "unknown";
  const now = new Date();
  const ctx = contextFor(database(), session.shop, { kind: "staff", id: userId, label: "", role: "viewer" }, correlationId(request.headers.get("X-Correlation-Id")), now);
  const staff = await resolveStaff(ctx, { userId, sessionToken: tokenOf(request) });
  if (!staff) throw new DomainError("forbidden", "NOT_INSTALLED", { message: "This shop has not installed the app." });
  requirePermission(staff.role, permission);
  return { ...ctx, actor: { kind: "staff", id: userId, label: staff.name || `Staff ${userId}`, role: staff.role } };
}

type SignedIn = Awaited<ReturnType<typeof authenticate.admin>>;

const underWay = new Map<string, Promise<SignedIn>>();

/**
 * Signs a request in. The loaders of a page run at once, each with the same request: they wait for one and the same answer. Else,
 * when the app is opened for the first time, one would go on while the other is still installing it.
 */
async function signedIn(request: Request): Promise<SignedIn> {
  const address = addressWithAdminParameters(request);
  if (address) throw redirect(address);
  const key = `${request.method} ${request.url} ${tokenOf(request)}`;
  const signing = underWay.get(key) ?? authenticate.admin(request).finally(() => underWay.delete(key));
  underWay.set(key, signing);
  try {
    return await signing;
  } catch (error) {
    throw error instanceof Response ? error.clone() : error;
  }
}

function tokenOf(request: Request): string {
  const [, bearer] = /^Bearer (\S+)$/i.exec(request.headers.get("Authorization") ?? "") ?? [];
  return bearer ?? new URL(request.url).searchParams.get("id_token") ?? "";
}
