import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Permission } from "#app/platform/permissions.ts";
import { type Formats, formatsFor } from "./format.ts";
import { t } from "./text.ts";
import { uiText } from "./ui-text.ts";

export type { Formats };

/** What every page inside the app's frame knows: who looks at it, and for which shop. */
export interface FrameData {
  viewer: { name: string; role: string; permissions: readonly Permission[] };
  shop: { shop: string; name: string; ianaTimezone: string; currencyCode: string };
  locale: string;
  /** Whether the screen is probably a phone's: what is rendered before its width is known. */
  narrow: boolean;
  /** The server's time when the frame was loaded. */
  loadedAt: string;
}

interface Frame extends FrameData {
  formats: Formats;
  now: Date;
}

const FrameContext = createContext<Frame | undefined>(undefined);

const tickMs = 30_000;

/** Gives pages their frame, with a clock that moves on. */
export function FrameProvider({ data, children }: { data: FrameData; children: ReactNode }) {
  // The first rendering in the browser has to agree with the server's.
  const [now, setNow] = useState(() => new Date(data.loadedAt));
  useEffect(() => {
    const tick = () => setNow(new Date());
    tick();
    const timer = setInterval(tick, tickMs);
    return () => clearInterval(timer);
  }, []);

  const { locale, shop } = data;
  const formats = useMemo(() => formatsFor({ locale, timeZone: shop.ianaTimezone }), [locale, shop.ianaTimezone]);
  const frame = useMemo(() => ({ ...data, formats, now }), [data, formats, now]);
  return <FrameContext.Provider value={frame}>{children}</FrameContext.Provider>;
}

/** The frame of the page. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error("useFrame() is for pages inside <FrameProvider>.");
  return frame;
}

/** Dates, money and numbers as the viewer and the shop write them. */
export function useFormats(): Formats & { now: Date } {
  const { formats, now } = useFrame();
  return useMemo(() => ({ ...formats, now }), [formats, now]);
}

/** Why the viewer may not do something; undefined when they may. */
export function useRefusal(permission: Permission): string | undefined {
  const { viewer } = useFrame();
  return viewer.permissions.includes(permission) ? undefined : t(uiText.notPermitted, { role: viewer.role });
}
