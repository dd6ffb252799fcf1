import { Box } from "@shopify/polaris";
import { type ReactNode, useEffect } from "react";
import type { MaybeStale } from "#app/platform/sync.ts";
import type { LastGood } from "./last-good.ts";
import { StaleBanner } from "./stale-banner.tsx";

export interface KeptPageProps<T> {
  lastGood: LastGood<T>;
  data: MaybeStale<T>;
  children: ReactNode;
}

/** A page that stays while its data cannot be refreshed, with the banner that says so above it. */
export function KeptPage<T extends object>({ lastGood, data, children }: KeptPageProps<T>) {
  useEffect(() => lastGood.remember(data), [lastGood, data]);
  return (
    <>
      <Box {...(data.stale ? { padding: "400", paddingBlockEnd: "0" } : {})}>
        <StaleBanner failure={data.stale} />
      </Box>
      {children}
    </>
  );
}
