import { Box } from "@shopify/polaris";
import type { Staleness } from "#app/platform/sync.ts";
import { StaleBanner } from "./stale-banner.tsx";

/** The banner of a page that could not be refreshed, above the page. */
export function StaleNotice({ failure, loadedAt }: { failure: Staleness | undefined; loadedAt: string }) {
  return (
    <Box {...(failure ? { padding: "400", paddingBlockEnd: "0" } : {})}>
      <StaleBanner failure={failure} loadedAt={loadedAt} />
    </Box>
  );
}
