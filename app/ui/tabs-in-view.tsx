import { Tabs, type TabsProps } from "@shopify/polaris";
import { useEffect, useRef } from "react";

/** Tabs of which the selected one is in view, also where they are wider than the screen. */
export function TabsInView(props: TabsProps) {
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const selected = tabs.current?.querySelector("[role=tab][aria-selected=true]");
    selected?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [props.selected]);
  return (
    <div ref={tabs}>
      <Tabs {...props} />
    </div>
  );
}
