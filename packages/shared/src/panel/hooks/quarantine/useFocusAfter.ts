import { useEffect, useState } from 'react';

/** What a list shows: an event, or two persons. What was said of it changes `marked` or `verdict`. */
interface Listed {
  id: string;
  marked?: unknown;
  verdict?: unknown;
}

interface Place {
  index: number;
  before: readonly Listed[];
}

/**
 * Keeps the keyboard where the work is: once what was dealt with has left the list or changed in it, the focus goes to
 * what stands in its place (the element with `data-work` of each item), or to `focusHeading` where nothing does. Answers how to say
 * what was dealt with.
 */
export function useFocusAfter(
  list: { readonly current: HTMLElement | null },
  shown: readonly Listed[] | undefined,
  focusHeading: () => void,
): (dealtWith: readonly Listed[]) => void {
  const [place, setPlace] = useState<Place>();
  useEffect(() => {
    if (place === undefined || shown === undefined) return;
    const { index, before } = place;
    const isAsBefore = (event: Listed) =>
      shown.some(({ id, marked, verdict }) => id === event.id && marked === event.marked && verdict === event.verdict);
    if (before.some(isAsBefore)) return;
    setPlace(undefined);
    const links = list.current?.querySelectorAll<HTMLElement>('[data-work]') ?? [];
    const next = links[Math.min(index, links.length - 1)];
    if (next === undefined) focusHeading();
    else next.focus();
  }, [list, shown, place]);
  return (dealtWith) => {
    const ids = new Set(dealtWith.map(({ id }) => id));
    // The list may be without them already: whoever says so waits for all that is on screen to be read anew.
    setPlace({ index: Math.max(0, shown?.findIndex(({ id }) => ids.has(id)) ?? 0), before: dealtWith });
  };
}
