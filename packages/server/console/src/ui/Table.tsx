import type { ReactNode } from 'react';

interface Cell<Row> {
  label: string;
  cell: (row: Row) => ReactNode;
}

interface TableProps<Row> {
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** What each row is called. */
  first: Cell<Row>;
  /** `extra`: left out on a phone. */
  columns: readonly (Cell<Row> & { isNumber?: boolean; isExtra?: boolean })[];
  isSmall?: boolean;
}

/** Things in lines; on a phone, each a card whose cells say their column themselves. */
export function Table<Row>({ rows, keyOf, first, columns, isSmall = false }: TableProps<Row>) {
  return (
    <table className={isSmall ? 'handoff-console-table is-small' : 'handoff-console-table'}>
      <thead>
        <tr>
          <th scope="col">{first.label}</th>
          {columns.map(({ label, isNumber }) => (
            <th key={label} scope="col" className={isNumber === true ? 'is-number' : undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <th scope="row">{first.cell(row)}</th>
            {columns.map(({ label, cell, isNumber, isExtra }) => (
              <td
                key={label}
                data-label={label}
                className={[isNumber === true ? 'is-number' : '', isExtra === true ? 'is-extra' : ''].join(' ').trim() || undefined}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
