import { Tabs, type TabsProps } from "@shopify/polaris";
import { useEffect, useRef } from "react";

/** Tabs of which the selected one is in view, also where they are wider than the screen. */
export function TabsInView(props: TabsProps) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The list is empty until Polaris has measured the tabs, by copies that it keeps outside the list.
    const list = frame.current?.querySelector("[data-tabs-focus-catchment]");
    if (!list) return undefined;
    const observer = new ResizeObserver(() => showSelected(list));
    observer.observe(list);
    return () => observer.disconnect();
  }, [props.selected]);
  return (
    <div ref={frame}>
      <Tabs {...props} />
    </div>
  );
}

/** Scrolls the row that the tabs are in, and nothing else: what is around it clips, and `scrollIntoView` would move that too. */
function showSelected(list: Element): void {
  const selected = list.querySelector("[role=tab][aria-selected=true]");
  const row = scrollerOf(list);
  if (!selected || !row) return;
  const [tab, shown] = [selected.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += tab.left + tab.width / 2 - (shown.left + shown.width / 2);
}

function scrollerOf(list: Element): Element | null {
  for (let at = list.parentElement; at; at = at.parentElement) if (getComputedStyle(at).overflowX === "auto") return at;
  return null;
}
