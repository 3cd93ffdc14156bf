import { destinations } from '../../packages/server/src/destinations/registry.ts';
import { coverageOf, specsOf, type Coverage } from '../../packages/server/src/destinations/testing/coverage.ts';
import { examplesOf } from '../../packages/server/src/destinations/testing/examples-of.ts';

/** How much of one vendor's contract its destination calls. */
export interface CoverageRow {
  destination: string;
  /** The files under `../shared/specs`; empty where the vendor has none there. */
  specs: string[];
  /** Null where there are none, or one of them is not there. */
  coverage: (Omit<Coverage, 'wronglyNotCalled'> & { share: number | null }) | null;
}

/** A row for each destination, by type. */
export async function coverageRows(): Promise<CoverageRow[]> {
  const rows: CoverageRow[] = [];
  for (const destination of Object.keys(destinations).toSorted()) {
    const examples = await examplesOf(destination);
    const found = await coverageOf(examples);
    rows.push({ destination, specs: specsOf(examples), coverage: found === undefined ? null : withShare(found) });
  }
  return rows;
}

function withShare(coverage: Coverage): NonNullable<CoverageRow['coverage']> {
  const { published, called, hit, added, outside } = coverage;
  return { published, called, hit, share: published === null ? null : hit.length / published.length, added, outside };
}

/** The rows as text: what the contract holds, what of it we have use for, what of that the examples hit. */
export function coverageTable(rows: CoverageRow[]): string {
  const cells = rows.map(({ destination, specs, coverage }) => {
    if (coverage === null) return [destination, specs.length === 0 ? 'the vendor has no contract here' : '../shared/specs is not there'];
    const { called, published, hit, added, outside, share } = coverage;
    // A list of types does not say of which calls.
    if (called === null || published === null || share === null)
      return [destination, 'types', '', String(hit.length), '', String(added.length), String(outside.length)];
    const counts = [published, called, hit].map(({ length }) => String(length));
    return [destination, ...counts, `${Math.round(share * 100)} %`, String(added.length), String(outside.length)];
  });
  const head = ['destination', 'in the contract', 'called', 'hit', 'share', 'added from documentation', 'held against none'];
  const table = [head, ...cells];
  // A remark runs on over the columns that its row leaves out.
  const widths = head.map((_, column) => Math.max(...table.map((row) => (row.length === head.length ? (row[column] ?? '').length : 0))));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
