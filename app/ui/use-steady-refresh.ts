import { useEffect } from "react";
import { useRefresher } from "./refresh-provider.tsx";

const everyMs = 20_000;

/** Loads the page's data again every little while, also when nobody tells of a change: whoever would tell may be what is out of order. */
export function useSteadyRefresh(): void {
  const refresher = useRefresher();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && !refresher.isBusy()) refresher.request();
    }, everyMs);
    return () => clearInterval(timer);
  }, [refresher]);
}
