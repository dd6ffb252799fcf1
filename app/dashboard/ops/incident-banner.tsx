import { useFetcher, useLocation } from "@remix-run/react";
import { Banner, Box } from "@shopify/polaris";
import { useEffect } from "react";
import type { ActiveIncident } from "#app/domains/incidents/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { opsText as text } from "./ops-text.ts";

const everyMs = 20_000;

/** Tells all staff, on every page, that incident mode is on and what is held back. */
export function IncidentBanner() {
  const { load, data } = useFetcher<ActiveIncident | null>();
  const { pathname } = useLocation();
  const { inlineDateTime, now } = useFormats();
  useEffect(() => {
    load("/app/incident");
    const timer = setInterval(() => load("/app/incident"), everyMs);
    return () => clearInterval(timer);
  }, [load, pathname]);

  if (!data?.enteredAt) return null;
  const paused = data.held.length > 0 ? t(text.paused, { names: data.held.join(", ") }) : text.nothingHeld;
  return (
    <Box padding="400" paddingBlockEnd="0">
      <Banner tone="critical" title={t(text.banner, { title: data.title })} action={{ content: text.open, url: `/app/ops/incidents/${data.incidentId}` }}>
        {t(text.bannerBody, { time: inlineDateTime(data.enteredAt, now), paused })}
      </Banner>
    </Box>
  );
}
