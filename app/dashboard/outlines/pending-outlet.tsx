import { Outlet, useLocation, useNavigation } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { OrderSkeleton } from "./order/order-skeleton.tsx";
import { boardText } from "./returns/board-text.ts";
import { shipmentsText } from "./shipments/shipments-text.ts";
import { OrdersSkeleton } from "./orders/orders-skeleton.tsx";

/** The boards, which look like the orders list while they load. */
const boardTitles: Readonly<Record<string, string>> = { "/app/returns": boardText.title, "/app/shipments": shipmentsText.title };

/** A page that comes sooner than this needs no stand-in. */
const patienceMs = 200;

/** The page; while another one loads and lets itself be waited for, an outline of that one. The page stays as it is behind it. */
export function PendingOutlet() {
  const shopify = useAppBridge();
  const { pathname } = useLocation();
  const navigation = useNavigation();
  const coming = navigation.state === "loading" && navigation.location.pathname !== pathname ? navigation.location.pathname : undefined;
  const [shown, setShown] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setShown(coming), coming === undefined ? 0 : patienceMs);
    return () => clearTimeout(timer);
  }, [coming]);
  useEffect(() => shopify.loading(navigation.state !== "idle"), [navigation.state, shopify]);

  const pending = coming !== undefined && shown === coming;
  return (
    <>
      {pending ? coming.startsWith("/app/orders/") ? <OrderSkeleton /> : <OrdersSkeleton title={boardTitles[coming]} /> : null}
      <div hidden={pending}>
        <Outlet />
      </div>
    </>
  );
}
