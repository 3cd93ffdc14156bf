import { useKept } from './useKept.ts';

export interface Pages {
  /** The position this page ends before; undefined for the latest. */
  before: number | undefined;
  isFirst: boolean;
  older: (next: number) => void;
  newer: () => void;
  first: () => void;
}

/** Pages by position: those one came through are remembered, so that one finds back. */
export function usePages(list: string): Pages {
  const [positions, go] = useKept<readonly number[]>(`pages of ${list}`, []);
  return {
    before: positions.at(-1),
    isFirst: positions.length === 0,
    older: (next) => go([...positions, next]),
    newer: () => go(positions.slice(0, -1)),
    first: () => go([]),
  };
}
