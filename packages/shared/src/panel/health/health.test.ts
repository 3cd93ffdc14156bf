import { describe, expect, test } from 'vitest';
import type { HealthReport } from '../../api/health.ts';
import { agoWords, connectionSays, flowSays, healthItems, healthNeeds, nothingToOrder, sourceSays, spanWords } from './index.ts';

const t = (english: string) => english;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 10, 21, 12);
const ago = (ms: number) => new Date(NOW - ms).toISOString();

const source: Omit<HealthReport['sources'][number], 'says'> = {
  id: 'src_1',
  name: 'bloom.example',
  kind: 'wordpress',
  state: 'ok',
  lastEventAt: ago(2 * MINUTE),
  usual: { perHourNow: 3.2, perDay: 40 },
  last24h: 38,
  quiet: { usualGapMinutes: 80, silentAt: ago(-4 * HOUR) },
  version: null,
  alerts: [],
};
const flow: Omit<HealthReport['flows'][number], 'says'> = {
  id: 'flw_1',
  name: 'Everyone',
  owner: null,
  runs: 'published',
  state: 'ok',
  lastSuccessAt: ago(3 * HOUR),
  usual: { perHourNow: 0.4, perDay: 12.3 },
  last24h: { worked: 12, failed: 0 },
  backlog: { count: 0, more: false, oldestAt: null },
  reviewedAt: null,
  reviewedBy: null,
  alerts: [],
};
const connection: Omit<HealthReport['connections'][number], 'says'> = {
  ...flow,
  id: 'con_1',
  name: 'HubSpot',
  destination: 'hubspot',
  hold: null,
  expiresAt: null,
  version: null,
};

describe('a source', () => {
  test('was heard of, and how often it usually is', () => {
    expect(sourceSays(source, NOW, t)).toBe('Last heard from 2 minutes ago; usually about 3 an hour at this time.');
    expect(sourceSays({ ...source, usual: { perHourNow: 0.1, perDay: 2.4 } }, NOW, t)).toBe(
      'Last heard from 2 minutes ago; usually about 2 a day.',
    );
    expect(sourceSays({ ...source, usual: { perHourNow: 0, perDay: 0.4 } }, NOW, t)).toBe(
      'Last heard from 2 minutes ago; usually about 3 a week.',
    );
    expect(sourceSays({ ...source, usual: { perHourNow: null, perDay: null } }, NOW, t)).toBe('Last heard from 2 minutes ago.');
    expect(sourceSays({ ...source, lastEventAt: null }, NOW, t)).toBe('Nothing has come in yet.');
  });

  test('is quieter than usual', () => {
    expect(sourceSays({ ...source, lastEventAt: ago(5 * HOUR) }, NOW, t)).toBe(
      'Nothing for 5 hours; at this time of the week something usually comes within an hour.',
    );
  });
});

test('a flow: off, in shadow, at work, waiting, failing', () => {
  expect(flowSays({ ...flow, runs: 'off' }, NOW, t)).toBe('Not turned on.');
  expect(flowSays({ ...flow, runs: 'shadow' }, NOW, t)).toBe('Shows what it would send, and sends nothing.');
  expect(flowSays(flow, NOW, t)).toBe('Last success 3 hours ago; usually about 12 a day.');
  expect(flowSays({ ...flow, backlog: { count: 240, more: true, oldestAt: ago(25 * MINUTE) } }, NOW, t)).toBe(
    '240+ wait, the oldest for 25 minutes.',
  );
  expect(flowSays({ ...flow, last24h: { worked: 17, failed: 3 } }, NOW, t)).toBe('3 of 20 tries failed in the last 24 hours.');
  // One of a hundred is no news, and nor is what waits for a moment.
  const busy = { ...flow, last24h: { worked: 99, failed: 1 }, backlog: { count: 3, more: false, oldestAt: ago(MINUTE) } };
  expect(flowSays(busy, NOW, t)).toBe('Last success 3 hours ago; usually about 12 a day.');
});

test('a connection on hold says why, in the words of whoever holds it', () => {
  const hold = { kind: 'auth' as const, until: null, message: 'HubSpot no longer takes the key.' };
  expect(connectionSays({ ...connection, hold }, NOW, t)).toBe('HubSpot no longer takes the key.');
});

test('times are as exact as people say them', () => {
  expect([10_000, 90_000, 50 * MINUTE, 65 * MINUTE, 100 * MINUTE, 23 * HOUR, 26 * HOUR, 60 * HOUR].map((ms) => spanWords(ms, t))).toEqual([
    'a minute',
    '2 minutes',
    '50 minutes',
    'an hour',
    '2 hours',
    '23 hours',
    'a day',
    '3 days',
  ]);
  expect([10_000, 60_000, 2 * HOUR].map((ms) => agoWords(ms, t))).toEqual(['just now', 'a minute ago', '2 hours ago']);
});

test('the page: what needs somebody first; each alert leads to where it is dealt with; findings apart', () => {
  const alert = {
    id: 'alr_1',
    kind: 'dead_letter',
    severity: 'problem' as const,
    message: 'One failed.',
    fix: 'Send it again.',
    openedAt: ago(HOUR),
  };
  const finding = { ...alert, id: 'alr_2', kind: 'unowned', severity: 'finding' as const };
  const report: HealthReport = {
    at: ago(0),
    state: 'problem',
    alerts: [],
    sources: [{ ...source, says: '' }],
    flows: [{ ...flow, state: 'problem', alerts: [alert, finding], says: '' }],
    connections: [{ ...connection, state: 'idle', says: '' }],
  };
  const items = healthItems(report, NOW, t, 'src_1');
  expect(items.map(({ id, label, place }) => [id, label, place])).toEqual([
    ['flw_1', 'Needs you', { screen: 'flow', id: 'flw_1' }],
    ['src_1', 'Works', null],
    ['con_1', 'Idle', { screen: 'connection', id: 'con_1' }],
  ]);
  expect(items[0]?.needs).toEqual([{ alert, place: { screen: 'dead' } }]);
  expect(items[0]?.findings).toEqual([finding]);
});

test('that everything is cared for is said only where somebody owns and has looked through all of it', () => {
  const cared = { owner: 'Olga', reviewedAt: ago(HOUR), says: '' };
  const said = (one: Partial<typeof flow>) => {
    const report: HealthReport = {
      at: ago(0),
      state: 'ok',
      alerts: [],
      sources: [{ ...source, says: '' }],
      flows: [{ ...flow, ...cared, ...one }],
      connections: [{ ...connection, ...cared }],
    };
    return nothingToOrder(healthItems(report, NOW, t, 'src_1'), t);
  };
  expect(said({})).toBe('Everything has somebody who answers for it, and was looked through.');
  expect([said({ owner: null }), said({ reviewedAt: null })]).toEqual(Array(2).fill('There is nothing to put in order at present.'));
});

test('what is wrong with a spam filter of a site leads to its key; its silence is dealt with at the site', () => {
  const alert = { id: 'alr_1', severity: 'warning' as const, message: 'Akismet refuses the key.', fix: '', openedAt: ago(HOUR) };
  const alerts = [
    { ...alert, kind: 'screener' },
    { ...alert, kind: 'silence' },
  ];
  const report: HealthReport = {
    at: ago(0),
    state: 'watch',
    alerts: [],
    sources: [{ ...source, state: 'watch', says: '', alerts }],
    flows: [],
    connections: [],
  };
  const needs = (here: string | undefined) => healthNeeds(healthItems(report, NOW, t, here), [], t).map(({ place, todo }) => [place, todo]);
  const silence = [null, ''];
  expect(needs(source.id)).toEqual([[{ screen: 'services' }, 'Open the rules'], silence]);
  expect(needs('src_other')).toEqual([[null, ''], silence]);
  expect(needs(undefined)).toEqual([[{ screen: 'services', source: source.id }, 'Open the rules'], silence]);
});
