import { expect, test } from 'vitest';
import { arrivalOf } from './arrival.ts';

const t = (english: string) => english;
type Watched = NonNullable<Parameters<typeof arrivalOf>[0]>;
const TEST = { rule: 'test', evidence: 'This is a test.' };
const RELEASED = { rule: 'released', evidence: 'Released by Ada.' };
const event = (changes: Partial<Watched> = {}): Watched => ({
  state: 'processed',
  verdict: 'accept',
  reasons: [TEST, RELEASED],
  processError: null,
  deliveryList: [],
  ...changes,
});
const delivery = (changes: Partial<Watched['deliveryList'][number]> = {}) => ({
  id: 'dlv_1',
  connectionId: 'con_1',
  state: 'pending',
  runAt: '2026-11-21T12:00:00.000Z',
  result: null,
  error: null,
  ...changes,
});
const watch = (watched: Watched | undefined) => arrivalOf(watched, () => 'HubSpot', { t, locale: 'en' });
const last = (watched: Watched | undefined) => watch(watched).stations.at(-1);

test('until the server has it, and while it is checked, there is more to come', () => {
  expect(watch(undefined).state).toBe('moving');
  expect(watch(event({ state: 'received', verdict: null })).state).toBe('moving');
});

test('a test nobody let go is kept back, and says why', () => {
  const arrival = watch(event({ verdict: 'suppress', reasons: [TEST] }));
  expect(arrival.state).toBe('kept_back');
  expect(arrival.stations.at(-1)).toMatchObject({ label: 'Recognised as a test', detail: 'This is a test.' });
});

test('once let go it moves until every delivery has ended', () => {
  expect(watch(event({ deliveryList: [delivery(), delivery({ id: 'dlv_2', state: 'succeeded' })] })).state).toBe('moving');
  expect(last(event({ deliveryList: [delivery()] }))?.label).toBe('On its way to HubSpot');
  expect(last(event({ deliveryList: [delivery({ error: { code: 'busy', message: 'Busy.' } })] }))).toMatchObject({
    label: 'HubSpot is tried again',
    detail: 'Busy.',
  });
});

test('what arrived links to the record', () => {
  const result = { url: 'https://app.hubspot.com/1', effect: 'created' };
  const arrival = watch(event({ deliveryList: [delivery({ state: 'succeeded', result })] }));
  expect(arrival.state).toBe('arrived');
  expect(arrival.stations.at(-1)).toMatchObject({ label: 'Arrived at HubSpot: a new record', url: 'https://app.hubspot.com/1' });
});

test.each(['dead', 'uncertain', 'cancelled'])('a delivery that ended as %s is no success, and says why', (state) => {
  const arrival = watch(event({ deliveryList: [delivery({ state, error: { code: 'mapping', message: 'No such field.' } })] }));
  expect(arrival.state).toBe('failed');
  expect(arrival.stations.at(-1)?.detail).toBe('No such field.');
});

test('without a flow that wants it, nothing can arrive', () => {
  expect(watch(event()).state).toBe('failed');
  expect(last(event())?.label).toBe('No flow wanted it');
});

test('kept back for another reason than being a test is told as it is', () => {
  const reasons = [{ rule: 'honeypot', evidence: 'A hidden field was filled in.' }];
  expect(watch(event({ verdict: 'quarantine', reasons })).state).toBe('failed');
  expect(last(event({ verdict: 'quarantine', reasons }))?.detail).toBe('A hidden field was filled in.');
});
