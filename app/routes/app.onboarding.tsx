import type { ActionFunctionArgs } from "@remix-run/node";
import { dismissOnboarding } from "#app/domains/onboarding/index.server.ts";
import { pageData } from "#app/http/page-data.server.ts";

/** Puts the list of first steps away. */
export async function action({ request }: ActionFunctionArgs) {
  return pageData(request, async ({ ctx }) => {
    await dismissOnboarding(ctx);
    return Response.json({ ok: true });
  });
}
