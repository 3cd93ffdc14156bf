/** What a terminal takes as an order (moving the cursor, changing the title), and what hides the direction of writing. */
const ORDERS = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/gu;

/** Names and messages come from strangers: shown, they must not steer the terminal. */
export function harmless(text: string): string {
  return text.replace(ORDERS, '\u00B7');
}

/** Writes lines to standard output: what a command is asked for. */
export function say(...lines: string[]): void {
  if (lines.length > 0) process.stdout.write(`${harmless(lines.join('\n'))}\n`);
}

/** Writes lines to standard error: what a person should know beside it. */
export function note(...lines: string[]): void {
  if (lines.length > 0) process.stderr.write(`${harmless(lines.join('\n'))}\n`);
}

export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Rows as columns of equal width, with a heading. */
export function sayTable(headings: string[], rows: string[][]): void {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  say(...[headings, ...rows].map(line));
}
