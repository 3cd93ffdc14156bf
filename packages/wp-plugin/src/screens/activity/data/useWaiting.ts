import type { Waiting } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import { type Status, useOwnSite } from '../../../app/panel.tsx';
import { useSite } from '../../../app/queries.ts';
import type { WaitingRow } from './types.ts';

/** What needs a person first, then what goes by itself. */
const STATES = ['refused', 'expired', 'pending', 'leased'] as const;
export type WaitingState = (typeof STATES)[number];

type Counts = Pick<Status['outbox'], WaitingState>;
const EMPTY: Counts = { refused: 0, expired: 0, pending: 0, leased: 0 };

const LOOK_EVERY_MS = 10_000;
/** Of each state; the page of what waits has them all. */
const SHOWN = 10;

/** What is on this site and not at the server yet, latest first: known also while the server is away. Nothing where there is no site around. */
export function useWaiting(enabled: boolean): Waiting<WaitingRow> {
  const outbox = useOwnSite()?.outbox ?? EMPTY;
  const lists = [
    useRows('refused', outbox, enabled),
    useRows('expired', outbox, enabled),
    useRows('pending', outbox, enabled),
    useRows('leased', outbox, enabled),
  ];
  const [last, setLast] = useState<readonly WaitingRow[]>();
  // A row may be in two of the lists while it goes from one state to another.
  const rows = new Map(lists.flatMap((list) => list ?? []).map((row) => [row.id, row]));
  const latest = [...rows.values()].toSorted((a, b) => b.id - a.id);
  // While a list that was empty is asked for, what was known stands: its rows may just have come from another.
  const isKnown = lists.every((list) => list !== undefined);
  if (isKnown && JSON.stringify(latest) !== JSON.stringify(last)) setLast(latest);
  return { rows: isKnown ? latest : last, total: STATES.reduce((sum, state) => sum + outbox[state], 0) };
}

function useRows(state: WaitingState, outbox: Counts, enabled: boolean): readonly WaitingRow[] | undefined {
  const isAsked = enabled && outbox[state] > 0;
  const { data, error } = useSite('listOutbox', { query: { state, limit: SHOWN } }, { enabled: isAsked, every: LOOK_EVERY_MS });
  if (!isAsked || (data === undefined && error !== null)) return NONE;
  return data?.items;
}

const NONE: readonly WaitingRow[] = [];
