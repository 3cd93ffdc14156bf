export const GENERATED = '<!-- Written by `npm run connectors` from the registry; do not edit. -->';

export function table(head: string[], rows: string[][]): string {
  if (rows.length === 0) return 'Nothing to enter.';
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
