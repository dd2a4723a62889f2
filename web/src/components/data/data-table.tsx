import { Button, Center, Paper, Table, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Pages } from '../../lib/api/pages.ts';
import styles from './data-table.module.css';
import { Empty, Failed, Loading } from '../layout/states.tsx';

export interface Column<T> {
  header: string;
  cell: (row: T) => ReactNode;
  width?: number | string;
  /** The cell that says what the row is: it carries no heading where rows are cards. */
  lead?: boolean;
  /** The heading is only read out: what the cells hold speaks for itself. */
  quiet?: boolean;
}

interface Props<T> {
  /** Read out as the table's name. */
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  stale?: boolean;
  /** False where the table already lies on a panel of its own. */
  framed?: boolean;
}

/** A table that turns into cards in a narrow window; explicit roles keep it a table for screen readers there. */
export function DataTable<T>({ label, rows, columns, rowKey, stale = false, framed = true }: Props<T>) {
  return (
    <Paper className={styles['frame']} p={0} withBorder={framed}>
      <Table
        role="table"
        aria-label={label}
        aria-busy={stale}
        className={`${styles['table'] ?? ''} ${stale ? (styles['stale'] ?? '') : ''}`}
        verticalSpacing="sm"
        horizontalSpacing="md"
        highlightOnHover
      >
        <thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map((column) => (
              <Table.Th key={column.header} role="columnheader" scope="col" w={column.width}>
                {column.quiet === true ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header}
              </Table.Th>
            ))}
          </Table.Tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <Table.Td
                  key={column.header}
                  role="cell"
                  data-label={column.lead === true || column.quiet === true ? undefined : column.header}
                >
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </tbody>
      </Table>
    </Paper>
  );
}

interface PagedProps<T> {
  /** Read out while it loads. */
  label: string;
  pages: Pages<T>;
  /** What to say when there is nothing. */
  empty: ReactNode;
  children: (rows: readonly T[]) => ReactNode;
}

/** A list of the API in all its states: loading, failed, empty, rows, and more to load. */
export function Paged<T>({ label, pages, empty, children }: PagedProps<T>) {
  if (pages.loading) return <Loading label={`Loading ${label.toLowerCase()}`} rows={6} />;
  if (pages.error !== null) return <Failed error={pages.error} retry={pages.retry} />;
  if (pages.rows.length === 0) return <Empty>{empty}</Empty>;
  return (
    <>
      {children(pages.rows)}
      {pages.hasMore && (
        <Center mt="md">
          <Button variant="default" loading={pages.loadingMore} onClick={pages.loadMore}>
            Load more
          </Button>
        </Center>
      )}
    </>
  );
}

/** The same as a table. */
export function PagedTable<T>({
  pages,
  empty,
  ...table
}: Omit<Props<T>, 'rows' | 'stale'> & Pick<PagedProps<T>, 'pages' | 'empty'>) {
  return (
    <Paged label={table.label} pages={pages} empty={empty}>
      {(rows) => <DataTable {...table} rows={rows} stale={pages.stale} />}
    </Paged>
  );
}
