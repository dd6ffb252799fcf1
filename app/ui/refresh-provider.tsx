import { useRevalidator } from "@remix-run/react";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { createRefresher, type Refresher } from "./refresher.ts";

const RefreshContext = createContext<Refresher | undefined>(undefined);

/** Lets whatever is inside load the page's data again, without getting in each other's way. */
export function RefreshProvider({ children }: { children: ReactNode }) {
  const revalidator = useRevalidator();
  const revalidate = useRef(revalidator.revalidate);
  const [refresher] = useState(() => createRefresher(() => revalidate.current()));
  useEffect(() => {
    revalidate.current = revalidator.revalidate;
    refresher.observe(revalidator.state);
  });
  useEffect(() => refresher.stop, [refresher]);
  return <RefreshContext.Provider value={refresher}>{children}</RefreshContext.Provider>;
}

/** How the page's data are loaded again. */
export function useRefresher(): Refresher {
  const refresher = useContext(RefreshContext);
  if (!refresher) throw new Error("useRefresher() is for pages inside <RefreshProvider>.");
  return refresher;
}
