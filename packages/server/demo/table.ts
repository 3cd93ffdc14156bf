/** One column. `share`: its part of the width that fixed columns leave over; `width` fixes it instead. */
export interface Column {
  title: string;
  width?: number;
  share?: number;
  /** Colours a cell, by its text; what it answers must look as wide. */
  paint?: (text: string) => string;
}

/** One entry: the cells on its left, once, and beside them any number of lines of cells for the columns that follow. */
export interface Entry {
  left: string[];
  right: string[][];
}

const GAP = '  ';

/** Lines of a table no wider than `width`. Cells are wrapped at spaces, and within a word only where it is too long for its column. */
export function renderTable(columns: readonly Column[], entries: readonly Entry[], width: number): string[] {
  const widths = widthsOf(columns, width);
  const line = (cells: readonly string[], paint = true) => {
    const padded = cells.map((cell, index) => (index === columns.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)));
    return padded
      .map((cell, index) => (paint ? (columns[index]?.paint?.(cell) ?? cell) : cell))
      .join(GAP)
      .trimEnd();
  };
  const block = (cells: readonly string[], first: number) => sideBySide(cells.map((cell, index) => wrap(cell, widths[first + index] ?? 1)));
  return [
    line(
      columns.map(({ title }) => title),
      false,
    ),
    line(
      widths.map((columnWidth) => '─'.repeat(columnWidth)),
      false,
    ),
    ...entries.flatMap(({ left, right }) => {
      const leftLines = block(left, 0);
      const rightLines = right.flatMap((cells) => block(cells, left.length));
      const height = Math.max(leftLines.length, rightLines.length);
      return Array.from({ length: height }, (_, row) => line([...(leftLines[row] ?? left.map(() => '')), ...(rightLines[row] ?? [])]));
    }),
  ];
}

/** Breaks a text into lines of at most `width` characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((whole) => pieces(whole, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  return word.length <= width ? [word] : (word.match(new RegExp(`.{1,${width}}`, 'g')) ?? []);
}

function sideBySide(cells: readonly string[][]): string[][] {
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => cells.map((lines) => lines[row] ?? ''));
}

function widthsOf(columns: readonly Column[], width: number): number[] {
  const gaps = GAP.length * (columns.length - 1);
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const shares = columns.reduce((sum, column) => sum + (column.share ?? 0), 0);
  return columns.map((column) => column.width ?? Math.floor(((width - gaps - fixed) * (column.share ?? 0)) / shares));
}
