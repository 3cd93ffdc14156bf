import type { Status } from '../../../app/panel.tsx';
import { useStatus } from '../../../app/panel.tsx';
import { useSite } from '../../../app/queries.ts';
import type { WaitingRow } from './types.ts';

/** What needs a person first, then what goes by itself. */
const STATES = ['refused', 'expired', 'pending', 'leased'] as const;
export type WaitingState = (typeof STATES)[number];

const LOOK_EVERY_MS = 10_000;
/** Of each state; the page of what waits has them all. */
const SHOWN = 10;

export interface Waiting {
  rows: readonly WaitingRow[];
  /** How many there are; `rows` may hold fewer. */
  total: number;
}

/** What is on this site and not at the server yet, latest first: known also while the server is away. */
export function useWaiting(enabled: boolean): Waiting {
  const { outbox } = useStatus();
  const lists = [
    useRows('refused', outbox, enabled),
    useRows('expired', outbox, enabled),
    useRows('pending', outbox, enabled),
    useRows('leased', outbox, enabled),
  ];
  // A row may move from one state's list to another's between two looks.
  const rows = new Map(lists.flat().map((row) => [row.id, row]));
  return {
    rows: [...rows.values()].toSorted((a, b) => b.id - a.id),
    total: STATES.reduce((sum, state) => sum + outbox[state], 0),
  };
}

function useRows(state: WaitingState, outbox: Status['outbox'], enabled: boolean): readonly WaitingRow[] {
  const isAsked = enabled && outbox[state] > 0;
  const { data } = useSite('listOutbox', { query: { state, limit: SHOWN } }, { enabled: isAsked, every: LOOK_EVERY_MS });
  return isAsked ? (data?.items ?? []) : [];
}
