import { IndexTable, type IndexTableProps, useBreakpoints } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useFrame } from "./frame.tsx";

export interface RowsTableProps<Row> {
  /** What one row is called, and several. */
  name: IndexTableProps["resourceName"];
  headings: IndexTableProps["headings"];
  rows: readonly Row[];
  idOf: (row: Row) => string;
  /** The cells of a row, under the headings. */
  cells: (row: Row) => ReactNode;
  /** The same on a narrow screen, one below the other. */
  entry: (row: Row) => ReactNode;
  loading?: boolean;
  empty?: ReactNode;
}

/** Rows as a table, or on a narrow screen as a list. */
export function RowsTable<Row>({ name, headings, rows, idOf, cells, entry, loading, empty }: RowsTableProps<Row>) {
  const { narrow } = useFrame();
  const { smDown } = useBreakpoints({ defaults: { smDown: narrow } });
  return (
    <IndexTable condensed={smDown} selectable={false} resourceName={name} headings={headings} itemCount={rows.length} {...(loading === undefined ? {} : { loading })} {...(empty === undefined ? {} : { emptyState: empty })}>
      {rows.map((row, position) => (
        <IndexTable.Row key={idOf(row)} id={idOf(row)} position={position}>
          {smDown ? entry(row) : cells(row)}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
