/** What a run found wrong, by figure. Each finding is one line for a person; the figure is how many there are. */
export interface Findings<Figure extends string> {
  add: (figure: Figure, finding: string) => void;
  count: (figure: Figure) => number;
  list: (figure: Figure) => readonly string[];
}

export function createFindings<Figure extends string>(figures: readonly Figure[], where: string): Findings<Figure> {
  const found = new Map<Figure, string[]>(figures.map((figure) => [figure, []]));
  const list = (figure: Figure) => found.get(figure) ?? [];
  return {
    add: (figure, finding) => void found.get(figure)?.push(`${where}: ${finding}`),
    count: (figure) => list(figure).length,
    list,
  };
}
