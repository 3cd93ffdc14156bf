import { useEffect, useRef } from 'react';
import type { ListedEvent } from '../answers.ts';

interface Place {
  index: number;
  before: readonly ListedEvent[];
}

/**
 * Keeps the keyboard where the work is: once what was dealt with has left the list or changed in it, the focus goes to
 * what stands in its place (the element with `data-work` of each item), or to `focusHeading` where nothing does. Answers how to say
 * what was dealt with.
 */
export function useFocusAfter(
  list: { readonly current: HTMLElement | null },
  shown: readonly ListedEvent[] | undefined,
  focusHeading: () => void,
): (dealtWith: readonly ListedEvent[]) => void {
  const place = useRef<Place | undefined>(undefined);
  useEffect(() => {
    if (place.current === undefined || shown === undefined) return;
    const { index, before } = place.current;
    const isAsBefore = (event: ListedEvent) =>
      shown.some(({ id, marked, verdict }) => id === event.id && marked === event.marked && verdict === event.verdict);
    if (before.some(isAsBefore)) return;
    place.current = undefined;
    const links = list.current?.querySelectorAll<HTMLElement>('[data-work]') ?? [];
    const next = links[Math.min(index, links.length - 1)];
    if (next === undefined) focusHeading();
    else next.focus();
  }, [list, shown]);
  return (dealtWith) => {
    const ids = new Set(dealtWith.map(({ id }) => id));
    place.current = { index: Math.max(0, shown?.findIndex(({ id }) => ids.has(id)) ?? 0), before: dealtWith };
  };
}
