/** A table as CSV for spreadsheets: RFC 4180, UTF-8 with a mark so that Excel reads it as such, and no cell that runs as a formula. */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** What spreadsheets take for the beginning of a formula, also after spaces, and its wide forms. */
const FORMULA = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  // A number of ours is no formula, not even a negative one.
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
