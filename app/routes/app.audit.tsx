import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData } from "@remix-run/react";
import { AuditPage } from "#app/dashboard/audit/audit-page.tsx";
import { auditText } from "#app/dashboard/audit/audit-text.ts";
import { AuditPage as AuditAnswer } from "#app/domains/ops-actions/schema.ts";
import { listStaff } from "#app/domains/shops/index.server.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: auditText.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const filters = [...new URL(request.url).searchParams].filter(([name]) => ["action", "order_id", "actor_id", "since", "cursor"].includes(name));
  return pageData(
    request,
    async ({ ctx, sync }) => {
      const [page, staff] = await Promise.all([readSync(sync, AuditAnswer, "/admin/ops/audit", new URLSearchParams([["event", "all"], ...filters])), listStaff(ctx)]);
      return { page, staff };
    },
    "ops:execute",
  );
}

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>(({ search }) => search);

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Audit() {
  const data = useLoaderData<typeof clientLoader>();
  return (
    <KeptPage lastGood={lastGood} data={data}>
      <AuditPage {...AuditAnswer.parse(data.page)} staff={data.staff} />
    </KeptPage>
  );
}
