import type { LoaderFunctionArgs } from "@remix-run/node";
import { pageData } from "#app/http/page-data.server.ts";
import { DomainError } from "#app/platform/errors.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

/** Addresses below /app that no page is at, such as a mistyped one: said inside the app's frame. */
export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, () => Promise.reject(new DomainError("not_found", "NO_SUCH_PAGE", { message: "There is nothing at this address." })));
}

export default function NoSuchPage() {
  return null;
}
