import { PolarisTestProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { permissionsOf, type Role } from "#app/platform/permissions.ts";
import { FrameProvider } from "#app/ui/frame.tsx";

/** The text of a part of a page as somebody of a role sees it, with the labels of what has no text. */
export function textOf(part: ReactNode, role: Role = "agent"): string {
  const data = {
    viewer: { name: "Asha", role, permissions: permissionsOf(role) },
    shop: { shop: "demo.myshopify.com", name: "Demo", ianaTimezone: "Asia/Kolkata", currencyCode: "INR" },
    locale: "en",
    narrow: false,
    loadedAt: "2026-11-21T08:00:00.000Z",
  };
  const html = renderToStaticMarkup(
    <PolarisTestProvider i18n={english}>
      <FrameProvider data={data}>{part}</FrameProvider>
    </PolarisTestProvider>,
  );
  const labels = [...html.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label);
  return [html.replace(/<[^>]*>/g, " "), ...labels].join(" ").replaceAll("&#x27;", "'").replace(/\s+/g, " ");
}
