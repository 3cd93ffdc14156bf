import { describe, expect, test } from 'vitest';
import { deliveryChains } from './deliveries.ts';
import { exportEvents } from './export.ts';
import { filterQuery, isFiltered, waitingBelongs } from './filter.ts';
import { screeningOf } from './observed.ts';
import { canMark, canRelease, canReplay } from './possible.ts';
import { replayReport } from './replay-report.ts';
import { afterLook } from './snapshot.ts';

const t = (english: string) => english;

test('a filter asks only for what matters', () => {
  expect(filterQuery({ verdict: 'quarantine', state: undefined, contact: '' })).toEqual({ verdict: 'quarantine' });
  expect(isFiltered({ contact: '' })).toBe(false);
  expect(isFiltered({ type: 'order.paid' })).toBe(true);
});

test('what waits on the site is listed unless the filter asks for something it cannot be', () => {
  const row = { type: 'form.submitted', contact: 'Ada@Example.com' };
  const belongs = (filter: Parameters<typeof waitingBelongs>[0]) => waitingBelongs(filter, row, 'src_own');
  expect(belongs({})).toBe(true);
  expect(belongs({ contact: ' ada@example.com' })).toBe(true);
  expect(belongs({ type: 'form.submitted', sourceId: 'src_own' })).toBe(true);
  expect(belongs({ contact: 'bo@example.com' })).toBe(false);
  expect(belongs({ type: 'order.paid' })).toBe(false);
  expect(belongs({ sourceId: 'src_other' })).toBe(false);
  expect(belongs({ verdict: 'accept' })).toBe(false);
  expect(belongs({ state: 'parked' })).toBe(false);
});

describe('what can be done with an event', () => {
  const event = (part: Partial<Parameters<typeof canRelease>[0]>) => ({
    state: 'processed' as const,
    verdict: 'accept' as const,
    marked: null,
    deliveries: {},
    ...part,
  });

  test('only what is kept back is let go, and only what went on is sent again', () => {
    for (const verdict of ['quarantine', 'suppress', 'duplicate'] as const) {
      expect([canRelease(event({ verdict })), canReplay(event({ verdict }))]).toEqual([true, false]);
    }
    for (const verdict of ['accept', 'review'] as const) {
      expect([canRelease(event({ verdict })), canReplay(event({ verdict }))]).toEqual([false, true]);
    }
    expect(canReplay(event({ state: 'parked', verdict: null }))).toBe(true);
    expect(canReplay(event({ state: 'received', verdict: null }))).toBe(false);
  });

  test('an erased event is neither', () => {
    const erasedAt = '2026-11-21T08:00:00Z';
    expect(canRelease(event({ verdict: 'quarantine', erasedAt }))).toBe(false);
    expect(canReplay(event({ erasedAt }))).toBe(false);
  });

  test('it is marked as what it is not marked as yet', () => {
    expect(canMark(event({ marked: 'spam' }), 'spam')).toBe(false);
    expect(canMark(event({ marked: 'spam' }), 'not_spam')).toBe(true);
  });
});

test('a look changes rows in their places; new ones wait, gone ones are told of', () => {
  const key = ({ id }: { id: string }) => id;
  const row = (id: string, state: string) => ({ id, state });
  const { shown, fresh } = afterLook([row('b', 'new'), row('a', 'new')], [row('c', 'new'), row('b', 'done')], key, (gone) => ({
    ...gone,
    state: 'gone',
  }));
  expect(shown).toEqual([row('b', 'done'), row('a', 'gone')]);
  expect(fresh).toEqual([row('c', 'new')]);
});

test('a delivery and its replays are one thing, its last try first', () => {
  const delivery = (id: string, replayOf: string | null = null) => ({ id, replayOf });
  const chains = deliveryChains([delivery('a1'), delivery('b1'), delivery('a2', 'a1'), delivery('a3', 'a2'), delivery('c2', 'gone')]);
  expect(chains.map(({ latest, earlier }) => [latest.id, earlier.map(({ id }) => id)])).toEqual([
    ['a3', ['a2', 'a1']],
    ['b1', []],
    ['c2', []],
  ]);
});

test('sending again reports what is on its way, and why the rest is not', () => {
  const report = replayReport(
    [
      { deliveryIds: ['d1', 'd2'], skipped: [{ code: 'done' }] },
      { deliveryIds: [], skipped: [{ code: 'done' }, { code: 'open' }] },
      { deliveryIds: [], skipped: [], processing: true },
    ],
    ['It was erased.', 'It was erased.'],
    t,
  );
  expect(report.done).toBe('Deliveries on their way again: 2. Events being processed now: 1.');
  expect(report.notDone).toEqual(['2 times: It arrived already.', 'It is still on its way.', 'It was erased.']);
  expect(replayReport([{ deliveryIds: [], skipped: [] }], [], t).done).toBe('Nothing was sent again.');
});

test('the exported list says what the screen says', () => {
  const csv = exportEvents(
    [
      {
        id: 'evt_1',
        type: 'form.submitted',
        sourceId: 'src_1',
        state: 'processed',
        occurredAt: '2026-11-21T08:00:00.000Z',
        receivedAt: '2026-11-21T08:00:01.000Z',
        processedAt: '2026-11-21T08:00:02.000Z',
        verdict: 'quarantine',
        score: 4,
        reasons: [{ rule: 'honeypot', weight: 4, evidence: 'The hidden field says "buy".' }],
        marked: 'spam',
        duplicateOf: null,
        revisionOf: null,
        problems: [],
        processError: null,
        contact: 'ada@example.com',
        deliveries: { succeeded: 1 },
        targets: [{ connectionId: 'con_1', state: 'succeeded', count: 1 }],
        envelope: { data: { form: { id: '7', title: '=cmd()' } } },
      },
    ],
    { t, locale: 'en', source: () => 'Shop', connection: () => 'HubSpot' },
  );
  const [head, line, end] = csv.split('\r\n');
  expect(head).toContain('Received,Happened,What');
  expect(line).toBe(
    `2026-11-21T08:00:01.000Z,2026-11-21T08:00:00.000Z,Form submitted,'=cmd(),ada@example.com,Spam,4,"Hidden field filled in: The hidden field says ""buy"".",Spam,HubSpot: Arrived,Shop,evt_1`,
  );
  expect(end).toBe('');
});

describe('a site', () => {
  test('tells how it is screened, also where the server tells less', () => {
    expect(screeningOf({ screening: { observe: true, thresholds: { review: 1, quarantine: 3 }, blockedWords: ['casino'] } })).toMatchObject(
      {
        observe: true,
        thresholds: { review: 1, quarantine: 3 },
        blockedWords: ['casino'],
      },
    );
    expect(screeningOf({})).toMatchObject({ observe: false, thresholds: { review: 2, quarantine: 4 }, trustedEmails: [] });
  });
});
