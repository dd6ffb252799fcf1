import { Outlet, useLocation, useNavigation } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import { outlineOf } from "./page-outline.tsx";

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

  const outline = coming !== undefined && shown === coming ? outlineOf(coming) : undefined;
  return (
    <>
      {outline}
      <div hidden={outline !== undefined}>
        <Outlet />
      </div>
    </>
  );
}
