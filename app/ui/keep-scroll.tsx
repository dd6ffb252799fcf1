import { useLocation, useNavigationType } from "@remix-run/react";
import { useEffect, useLayoutEffect, useRef } from "react";

/** Where each entry of the history was scrolled to; for the browser only. */
const positions = new Map<string, number>();

const useBrowserLayoutEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * Scrolls as a browser would: back to where one was when going back, to the top of another page, and otherwise not at all. Remix's
 * own ScrollRestoration also scrolls after a refresh, to where the page was when that began.
 */
export function KeepScroll() {
  const { key, pathname, search } = useLocation();
  const type = useNavigationType();
  const shown = useRef({ key, pathname, cursor: cursorOf(search) });

  useBrowserLayoutEffect(() => {
    const before = shown.current;
    const cursor = cursorOf(search);
    shown.current = { key, pathname, cursor };
    if (before.key === key) return;
    if (type === "POP") window.scrollTo(0, positions.get(key) ?? 0);
    else if (before.pathname !== pathname || before.cursor !== cursor) window.scrollTo(0, 0);
  }, [key, pathname, search, type]);

  useEffect(() => {
    const remember = () => void positions.set(shown.current.key, window.scrollY);
    window.addEventListener("scroll", remember, { passive: true });
    return () => window.removeEventListener("scroll", remember);
  }, []);
  return null;
}

/** Another page of a list is another page. */
function cursorOf(search: string): string {
  return new URLSearchParams(search).get("cursor") ?? "";
}
