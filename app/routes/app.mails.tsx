import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData } from "@remix-run/react";
import { MailsPage } from "#app/dashboard/workflow/mails-page.tsx";
import { workflowText } from "#app/dashboard/workflow/workflow-text.ts";
import { listMails } from "#app/domains/notifications/index.server.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: workflowText.mails.title }];

const aPage = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, ({ ctx }) => listMails(ctx, { limit: aPage, before: new URL(request.url).searchParams.get("before") ?? undefined }));
}

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>(({ search }) => search);

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Mails() {
  const data = useLoaderData<typeof clientLoader>();
  return (
    <KeptPage lastGood={lastGood} data={data}>
      <MailsPage mails={data.mails} next={data.next} />
    </KeptPage>
  );
}
