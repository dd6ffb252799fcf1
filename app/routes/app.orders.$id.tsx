import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData } from "@remix-run/react";
import { OrderPage } from "#app/dashboard/order/order-page.tsx";
import { readUnsent } from "#app/dashboard/order/read-unsent.ts";
import { OrderTransitions } from "#app/domains/order-workflow/schema.ts";
import { OrderAnswer } from "#app/domains/orders/order-detail.ts";
import { actionsOf } from "#app/domains/returns/return-view.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.order.name ?? "" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const address = `/sync/orders/${encodeURIComponent(params["id"] ?? "")}`;
    const [{ order, nextBefore }, { allowed: steps }, unsent] = await Promise.all([readSync(sync, OrderAnswer, address), readSync(sync, OrderTransitions, `${address}/transitions`), readUnsent(sync, params["id"] ?? "")]);
    const returnSteps = Object.fromEntries(order.returns.map((item) => [item.id, actionsOf(item)]));
    return { order, nextBefore, steps, returnSteps, unsent };
  });
}

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>();

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Order() {
  const data = useLoaderData<typeof clientLoader>();
  return (
    <KeptPage lastGood={lastGood} data={data}>
      <OrderPage order={data.order} nextBefore={data.nextBefore} steps={data.steps} returnSteps={data.returnSteps} unsent={data.unsent} />
    </KeptPage>
  );
}
