import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedEvent } from '../answers.ts';
import { usePanelHost } from '../host.ts';
import { type KeptVerdict, useKeptFilter } from './useKeptFilter.ts';

const PER_CALL = 200;
/** As many as can be dealt with in one go without anybody waiting for long. */
const MOST = 2000;

export interface ChosenKept {
  items: readonly ListedEvent[];
  has: (id: string) => boolean;
  choose: (id: string, isChosen: boolean) => void;
  /** All on this page, or none at all. */
  chooseAll: (isChosen: boolean) => void;
  /** Also what is on the other pages, the latest 2,000 of them; `isCut` where there are more. */
  whole: { isChosen: boolean; isCut: boolean; choose: () => void; busy: boolean; error: Error | null };
}

interface Whole {
  items: readonly ListedEvent[];
  isCut: boolean;
}

/** What is chosen of a list of kept-back events, to be dealt with at once: of the page that is shown, or of all pages. */
export function useChosenKept(verdict: KeptVerdict, withNamed: boolean, shown: readonly ListedEvent[]): ChosenKept {
  const { server, workspaceId } = usePanelHost();
  const filter = useKeptFilter(verdict, withNamed);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [whole, setWhole] = useState<Whole>();
  const read = useMutation({
    mutationFn: async (): Promise<Whole> => {
      const found: ListedEvent[] = [];
      let before: number | null | undefined;
      while (before !== null && found.length < MOST) {
        const query = { ...filter, limit: PER_CALL, ...(before === undefined ? {} : { before }) };
        const page = await server('listEvents', { params: { workspaceId }, query });
        found.push(...page.items);
        before = page.next;
      }
      return { items: found, isCut: before !== null };
    },
  });
  const only = (some: Iterable<string>) => {
    // Who chooses otherwise while all are being read no longer wants all: what is found then must choose nothing.
    read.reset();
    setWhole(undefined);
    setIds(new Set(some));
  };
  const chooseWhole = () =>
    read.mutate(undefined, {
      onSuccess: (found) => {
        setWhole(found);
        setIds(new Set(found.items.map(({ id }) => id)));
      },
    });
  return {
    items: whole?.items ?? shown.filter(({ id }) => ids.has(id)),
    has: (id) => ids.has(id),
    choose: (id, isChosen) => only(isChosen ? [...ids, id] : [...ids].filter((one) => one !== id)),
    chooseAll: (isChosen) => only(isChosen ? shown.map(({ id }) => id) : []),
    whole: {
      isChosen: whole !== undefined,
      isCut: whole?.isCut === true,
      choose: chooseWhole,
      busy: read.isPending,
      error: read.error,
    },
  };
}
