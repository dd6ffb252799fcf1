import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** Shopify opens the app at its root, with the shop in the query. */
export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  return redirect(searchParams.has("shop") ? `/app${search}` : "/auth/login");
}
