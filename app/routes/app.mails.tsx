import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { MailsPage } from "#app/dashboard/workflow/mails-page.tsx";
import { workflowText } from "#app/dashboard/workflow/workflow-text.ts";
import { listMails } from "#app/domains/notifications/index.server.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { keepLastGood } from "#app/ui/last-good.ts";
import { StaleNotice } from "#app/ui/stale-notice.tsx";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: workflowText.mails.title }];

const aPage = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ ctx }) => ({
    ...(await listMails(ctx, { limit: aPage, before: new URL(request.url).searchParams.get("before") ?? undefined })),
    loadedAt: ctx.now.toISOString(),
  }));
}

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>();

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(new URL(request.url).search, () => serverLoader<typeof loader>());
}

export default function Mails() {
  const data = useLoaderData<typeof clientLoader>();
  useEffect(() => lastGood.remember(window.location.search, data), [data]);
  return (
    <>
      <StaleNotice failure={data.stale} loadedAt={data.loadedAt} />
      <MailsPage mails={data.mails} next={data.next} />
    </>
  );
}
