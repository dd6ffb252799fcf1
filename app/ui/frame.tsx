import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Permission } from "#app/platform/permissions.ts";
import { type Formats, formatsFor } from "./format.ts";
import { refusalOf, type Viewer } from "./refusal.ts";

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

interface Frame extends Omit<FrameData, "viewer"> {
  viewer: Viewer;
  formats: Formats;
  now: Date;
  hold: (reason: string | undefined) => void;
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
  const [held, hold] = useState<string>();
  const formats = useMemo(() => formatsFor({ locale, timeZone: shop.ianaTimezone }), [locale, shop.ianaTimezone]);
  const frame = useMemo(() => ({ ...data, viewer: { ...data.viewer, held }, formats, now, hold }), [data, formats, held, now]);
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

/** Why the viewer may not do something now; undefined when they may. */
export function useRefusal(permission: Permission): string | undefined {
  return refusalOf(useFrame().viewer, permission);
}

/** Turns the page's actions off for as long as there is a reason. */
export function useHold(reason: string | undefined): void {
  const { hold } = useFrame();
  useEffect(() => {
    hold(reason);
    return () => hold(undefined);
  }, [hold, reason]);
}
