import type { ReactNode } from "react";

/** Something to press in a table's row, which does not open what the row itself leads to. */
export function InRow({ children }: { children: ReactNode }) {
  return <span onClick={(event) => event.stopPropagation()}>{children}</span>;
}
