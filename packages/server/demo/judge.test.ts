import { describe, expect, test } from 'vitest';
import { judge } from '../../../bench/lib/checks.ts';
import { GOALS, measure } from './judge.ts';
import type { Outcome, PlacedDelivery } from './outcome.ts';
import type { FoundRecord } from './records.ts';
import type { SiteSending } from './story.ts';

const chapter = { title: '', opening: '', sendings: [] };
const enquiry: SiteSending = {
  title: 'Ada asks',
  from: 'bloom.example',
  input: 'ada',
  answer: 'accepted',
  fate: 'accept',
  records: [['HubSpot contact', 'ada@example.com']],
};
const contact: FoundRecord = { place: 'HubSpot contact', key: 'ada@example.com', label: '', content: '' };

function outcome(
  changes: { sending?: Partial<SiteSending>; event?: Record<string, unknown>; deliveries?: Partial<PlacedDelivery>[] } = {},
): Outcome {
  const event = { state: 'processed', verdict: 'accept', reasons: [{ rule: 'nothing_found' }], ...changes.event };
  return {
    no: 1,
    chapter,
    sending: { ...enquiry, ...changes.sending },
    email: undefined,
    status: 202,
    answer: 'accepted',
    message: undefined,
    event: event as unknown as NonNullable<Outcome['event']>,
    deliveries: (changes.deliveries ?? [{ place: 'HubSpot contact', state: 'succeeded', attempts: 1, error: null }]) as PlacedDelivery[],
  };
}

function value(
  name: keyof typeof GOALS,
  outcomes: Outcome[],
  found: FoundRecord[],
  rest: { violations?: string[]; leaks?: string[] } = {},
) {
  const measured = measure({ outcomes, found, violations: [], leaks: [], ...rest });
  return measured.find((figure) => figure.name === name)?.value;
}

describe('lost', () => {
  test('an event whose record is at the stand-in is not lost', () => {
    expect(value('lost', [outcome()], [contact])).toBe(0);
  });

  test('an accepted event whose record is missing is lost, whatever its deliveries claim', () => {
    expect(value('lost', [outcome()], [])).toBe(1);
  });

  test('an acknowledged event that cannot be found, or was never processed, is lost', () => {
    expect(value('lost', [{ ...outcome(), event: undefined }], [contact])).toBe(1);
    expect(value('lost', [outcome({ event: { state: 'received', verdict: null } })], [contact])).toBe(1);
  });

  test('an event kept back needs a reason', () => {
    const keptBack = { sending: { records: [] }, deliveries: [] };
    expect(value('lost', [outcome({ ...keptBack, event: { verdict: 'quarantine' } })], [])).toBe(0);
    expect(value('lost', [outcome({ ...keptBack, event: { verdict: 'quarantine', reasons: [] } })], [])).toBe(1);
  });

  test('a refused request was never acknowledged', () => {
    const refused = {
      ...outcome({ sending: { answer: 'invalid', records: [] }, deliveries: [] }),
      status: 422,
      answer: 'invalid',
      event: undefined,
    };
    expect(value('lost', [refused], [])).toBe(0);
  });
});

describe('doubled', () => {
  test('a second copy, and a record nobody expected, are doubled', () => {
    expect(value('doubled', [outcome()], [contact])).toBe(0);
    expect(value('doubled', [outcome()], [contact, contact])).toBe(1);
    expect(value('doubled', [outcome()], [contact, { ...contact, key: 'spammer@example.com' }])).toBe(1);
  });

  test('two events about one contact expect one contact', () => {
    expect(value('doubled', [outcome(), outcome()], [contact])).toBe(0);
    expect(value('lost', [outcome(), outcome()], [contact])).toBe(0);
  });
});

test('only deliveries that succeeded after more than one try, in the outage, were retried through it', () => {
  const during = (delivery: Partial<PlacedDelivery>) => ({
    ...outcome({ deliveries: [delivery] }),
    chapter: { ...chapter, weather: 'hubspot-outage' as const },
  });
  expect(value('retried_through_outage', [during({ state: 'succeeded', attempts: 3, error: null })], [contact])).toBe(1);
  expect(value('retried_through_outage', [during({ state: 'succeeded', attempts: 1, error: null })], [contact])).toBe(0);
  expect(value('retried_through_outage', [during({ state: 'dead', attempts: 3, error: null })], [contact])).toBe(0);
  expect(value('retried_through_outage', [outcome({ deliveries: [{ state: 'succeeded', attempts: 3, error: null }] })], [contact])).toBe(0);
});

test('what comes out otherwise than told is named', () => {
  expect(value('unexpected_outcomes', [outcome()], [contact])).toBe(0);
  expect(value('unexpected_outcomes', [{ ...outcome(), answer: 'repeat' }], [contact])).toBe(1);
  expect(value('unexpected_outcomes', [outcome({ event: { verdict: 'review' } })], [contact])).toBe(1);
  expect(
    value('unexpected_outcomes', [outcome({ deliveries: [{ place: 'HubSpot contact', state: 'dead', error: null }] })], [contact]),
  ).toBe(1);
  const uncertain: Partial<PlacedDelivery>[] = [{ place: 'Slack message', state: 'uncertain', error: null }];
  expect(value('unexpected_outcomes', [outcome({ deliveries: uncertain })], [contact])).toBe(1);
  expect(value('unexpected_outcomes', [outcome({ deliveries: uncertain, sending: { uncertainAt: 'Slack message' } })], [contact])).toBe(0);
});

test('a leak and a broken vendor rule fail their checks', () => {
  const checks = judge(measure({ outcomes: [outcome()], found: [contact], violations: ['POST /x'], leaks: ['a in b'] }), GOALS);
  expect(checks.filter(({ name }) => name === 'secrets_in_output' || name === 'vendor_rule_violations').map(({ ok }) => ok)).toEqual([
    false,
    false,
  ]);
});
