import type { Measured } from '../../../bench/lib/checks.ts';
import { compareRecords, type FoundRecord, nameOf } from './records.ts';
import { fateOf, goesOn, type Outcome } from './outcome.ts';

/** What the demo promises; the first seven are what other tools ask it for. */
export const GOALS = {
  lost: '== 0',
  doubled: '== 0',
  quarantined: '>= 1',
  suppressed_duplicates: '>= 1',
  delivered: '>= 5',
  retried_through_outage: '>= 1',
  secrets_in_output: '== 0',
  uncertain_shown: '>= 1',
  unexpected_outcomes: '== 0',
  vendor_rule_violations: '== 0',
} as const;

export interface Evidence {
  outcomes: readonly Outcome[];
  /** What the stand-ins hold. */
  found: readonly FoundRecord[];
  violations: readonly string[];
  leaks: readonly string[];
}

/** Measures what came of the story. Notes name what is wrong. */
export function measure({ outcomes, found, violations, leaks }: Evidence): Measured[] {
  const expected = new Set(outcomes.flatMap(({ sending }) => (sending.records ?? []).map(([place, key]) => nameOf(place, key))));
  const { missing, surplus } = compareRecords(
    expected,
    found.map(({ place, key }) => nameOf(place, key)),
  );
  const missed = new Set(missing);
  const fates = outcomes.filter(({ answer }) => answer === 'accepted').map(({ event }) => event?.verdict);
  const deliveries = outcomes.flatMap((outcome) => outcome.deliveries.map((delivery) => ({ delivery, chapter: outcome.chapter })));
  const succeeded = deliveries.filter(({ delivery }) => delivery.state === 'succeeded');
  const count = (name: string, unit: string, faults: readonly string[]): Measured => ({
    name,
    value: faults.length,
    unit,
    note: faults.join('; '),
  });
  const size = (name: string, unit: string, value: number): Measured => ({ name, value, unit });
  return [
    count(
      'lost',
      'events',
      outcomes.flatMap((outcome) => lossOf(outcome, missed) ?? []),
    ),
    count('doubled', 'records', surplus),
    size('quarantined', 'events', fates.filter((verdict) => verdict === 'quarantine').length),
    size(
      'suppressed_duplicates',
      'requests',
      fates.filter((verdict) => verdict === 'duplicate').length + outcomes.filter(({ answer }) => answer === 'repeat').length,
    ),
    size('delivered', 'deliveries', succeeded.length),
    size(
      'retried_through_outage',
      'deliveries',
      succeeded.filter(({ delivery, chapter }) => chapter.weather === 'hubspot-outage' && delivery.attempts > 1).length,
    ),
    count('secrets_in_output', 'places', leaks),
    size('uncertain_shown', 'deliveries', deliveries.filter(({ delivery }) => delivery.state === 'uncertain').length),
    count('unexpected_outcomes', 'findings', outcomes.flatMap(surprisesOf)),
    count('vendor_rule_violations', 'requests', violations),
  ];
}

/** Why an acknowledged event counts as lost: it neither arrived everywhere it should, nor does anything say why not. */
function lossOf({ no, status, event, sending }: Outcome, missing: ReadonlySet<string>): string | undefined {
  if (status >= 300) return undefined;
  if (event === undefined) return `${no} was acknowledged and is not there`;
  if (fateOf(event) === undefined) return `${no} was never processed`;
  if (!goesOn(event)) return saysWhy(event) ? undefined : `${no} was kept back without a reason`;
  const gone = (sending.records ?? []).map(([place, key]) => nameOf(place, key)).filter((record) => missing.has(record));
  return gone.length === 0 ? undefined : `${no} did not arrive: ${gone.join(', ')}`;
}

/** A parked event or a revision says why by being one; a verdict needs named reasons. */
function saysWhy({ state, reasons }: NonNullable<Outcome['event']>): boolean {
  return state === 'parked' || state === 'revision' || reasons.length > 0;
}

/** What came out otherwise than the story says. */
function surprisesOf({ no, sending, answer, event, deliveries }: Outcome): string[] {
  if (answer !== sending.answer) return [`${no} was answered ${answer}, not ${sending.answer}`];
  const fate = event === undefined ? undefined : fateOf(event);
  if (sending.fate !== undefined && fate !== sending.fate) return [`${no} became ${String(fate)}, not ${sending.fate}`];
  return deliveries.flatMap(({ place, state, error }) => {
    if (state === 'skipped' || state === (place === sending.uncertainAt ? 'uncertain' : 'succeeded')) return [];
    return [`${no}, ${place}: ${state}${error === null ? '' : ` (${error.message})`}`];
  });
}
