import { Document, visit } from 'yaml';

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

/** What would steer a terminal is spelled out by its number, so that a machine reads what was meant. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${spelledOut(JSON.stringify(value, null, 2))}\n`);
}

/** The same as YAML. */
export function sayYaml(value: unknown): void {
  process.stdout.write(yamlOf(value));
}

export function yamlOf(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Scalar: (_, scalar) => {
      // Only between these quotes can it be spelled out.
      if (typeof scalar.value === 'string' && scalar.value !== harmless(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return spelledOut(document.toString({ lineWidth: 0 }));
}

/** In text between double quotes. */
function spelledOut(text: string): string {
  return text.replace(ORDERS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
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
