import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MailsPage } from "#app/dashboard/workflow/mails-page.tsx";
import { workflowText } from "#app/dashboard/workflow/workflow-text.ts";
import { listMails } from "#app/domains/notifications/index.server.ts";
import { pageData } from "#app/http/page-data.server.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: workflowText.mails.title }];

const aPage = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ ctx }) => listMails(ctx, { limit: aPage, before: new URL(request.url).searchParams.get("before") ?? undefined }));
}

export default function Mails() {
  return <MailsPage {...useLoaderData<typeof loader>()} />;
}
