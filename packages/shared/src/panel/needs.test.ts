import { expect, test } from 'vitest';
import { needsOf } from './needs.ts';

const t = (english: string) => english;
const calm = { events: { quarantined: 0, parked: 0 }, deliveries: { dead: 0, uncertain: 0 }, connections: [], alerts: [] };

test('where all is well, nothing needs anybody', () => {
  expect(needsOf(calm, t)).toEqual([]);
  expect(needsOf({ ...calm, connections: [{ id: 'con_1', name: 'HubSpot', hold: null }] }, t)).toEqual([]);
});

test('what failed comes before what only should be looked at, and counts are told', () => {
  const needs = needsOf({ ...calm, events: { quarantined: 3, parked: 1 }, deliveries: { dead: 2, uncertain: 1 } }, t);
  expect(needs.map(({ key, count }) => [key, count])).toEqual([
    ['dead', 2],
    ['uncertain', 1],
    ['quarantine', 3],
    ['parked', 1],
  ]);
});

test('a refused account leads to itself, in the words of the refusal', () => {
  const hold = { kind: 'auth' as const, until: null, message: 'HubSpot no longer takes the key.' };
  expect(needsOf({ ...calm, connections: [{ id: 'con_1', name: 'Our HubSpot', hold }] }, t)).toEqual([
    expect.objectContaining({
      tone: 'bad',
      title: 'Our HubSpot: Access refused',
      text: 'HubSpot no longer takes the key.',
      todo: 'Reconnect',
      place: { screen: 'connection', id: 'con_1' },
    }),
  ]);
});

test('an account nobody signed in to yet asks for that', () => {
  const [need] = needsOf({ ...calm, connections: [{ id: 'con_1', name: 'HubSpot', hold: null, authorized: false }] }, t);
  expect(need).toMatchObject({ tone: 'attention', title: 'HubSpot: Not signed in yet', todo: 'Sign in' });
});

test('a wait that ends by itself needs nobody', () => {
  const hold = { kind: 'rate_limit' as const, until: '2026-11-21T12:05:00.000Z', message: 'Too many calls.' };
  expect(needsOf({ ...calm, connections: [{ id: 'con_1', name: 'HubSpot', hold }] }, t)).toEqual([]);
});

test('what is only worth putting in order asks nobody to hurry', () => {
  const alert = { id: 'alr_1', kind: 'unowned', message: 'Nobody answers for it.', fix: 'Name somebody.', about: { name: 'Contact form' } };
  expect(needsOf({ ...calm, alerts: [{ ...alert, severity: 'finding' }] }, t)).toEqual([]);
  expect(needsOf({ ...calm, alerts: [{ ...alert, severity: 'warning' }] }, t)).toMatchObject([
    { tone: 'attention', title: 'Contact form: Nobody owns it', place: { screen: 'alerts' } },
  ]);
});

test('alerts are told once: not those that a count or a hold tells already', () => {
  const alerts = ['dead_letter', 'auth', 'flow_broken'].map((kind) => ({
    id: kind,
    kind,
    severity: 'problem' as const,
    message: `About ${kind}.`,
    fix: 'Mend it.',
    about: { name: null },
  }));
  const told = (health: Partial<Parameters<typeof needsOf>[0]>) =>
    needsOf({ ...calm, ...health, alerts }, t)
      .filter(({ key }) => key.startsWith('alert:'))
      .map(({ text }) => text);
  expect(told({})).toEqual(['About dead_letter. Mend it.', 'About auth. Mend it.', 'About flow_broken. Mend it.']);
  const hold = { kind: 'auth' as const, until: null, message: 'Refused.' };
  expect(told({ deliveries: { dead: 1, uncertain: 0 }, connections: [{ id: 'con_1', name: 'HubSpot', hold }] })).toEqual([
    'About flow_broken. Mend it.',
  ]);
});
