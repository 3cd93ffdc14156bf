import { expect, test } from 'vitest';
import { RETENTION_KINDS, RETENTION_MIN_DAYS, type PersonReceipt, type RetentionDays } from '../../api/privacy.ts';
import { destinationWords, readRetentionDraft, receiptDocument, retentionDraft, retentionWords } from './index.ts';

const t = (english: string) => english;
const max = Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, 3650])) as RetentionDays;
const bounds = { min: RETENTION_MIN_DAYS, max };

test('a draft says what was set, and which numbers cannot be', () => {
  const draft = retentionDraft({ bodies: 30 });
  expect(readRetentionDraft(draft, bounds)).toEqual({ settings: { bodies: 30 }, wrong: [] });
  expect(readRetentionDraft({ ...draft, bodies: ' ', keys: '3', audit: '1.5', events: 'a year', failed: ' 20 ' }, bounds)).toEqual({
    settings: { failed: 20 },
    wrong: ['events', 'keys', 'audit'],
  });
});

test('each kind has words of its own', () => {
  const titles = RETENTION_KINDS.map((kind) => retentionWords(kind, t).title);
  expect(new Set(titles).size).toBe(RETENTION_KINDS.length);
});

const receipt: PersonReceipt = {
  id: 'rcp_1',
  kind: 'erasure',
  of: 'person',
  person: { digest: 'abc', by: ['email'] },
  requestedBy: 'panel:olga@bloom.example',
  requestedAt: '2026-11-21T12:00:00.000Z',
  finishedAt: '2026-11-21T12:00:01.000Z',
  sourceId: null,
  counts: { events: 3, deliveries: 2, attempts: 4, cancelled: 0, records: 1, screening: 0, alerts: 0, shops: 0 },
  destinations: [
    {
      connectionId: 'con_1',
      destination: 'Slack',
      connection: 'Team | <b>sales</b>',
      account: null,
      recordId: null,
      url: null,
      certain: false,
      state: 'by_hand',
      message: null,
      doneAt: null,
      doneBy: null,
    },
  ],
  contentsSince: '2026-08-23T00:00:00.000Z',
};

test('a receipt reads as a page: what was done, what is left to do, what stays and why', () => {
  const page = receiptDocument(receipt, t);
  expect(page).toContain('- Asked for by: olga@bloom.example');
  expect(page).toContain('- Contents of events erased: 3');
  expect(page).not.toContain('Not sent any more');
  expect(page).toContain('| Slack (Team \\| \\<b\\>sales\\</b\\>) | – | Has to be erased there by hand. It is not known whether');
  expect(page).toContain('What was received before 2026-08-23 had lost its contents already');
});

test('what a destination erased and what it keeps all the same are told together', () => {
  const [record] = receipt.destinations;
  if (record === undefined) return expect.unreachable();
  const words = (message: string | null) => destinationWords({ ...record, state: 'done', message }, (text) => text);
  expect(words(null)).toBe('Erased there');
  expect(words('Invoices stay.')).toBe('Erased there. Invoices stay.');
});

test('one that found nothing says so, and an export tells of nothing that stays', () => {
  const counts = { events: 0, deliveries: 0, attempts: 0, cancelled: 0, records: 0, screening: 0, alerts: 0, shops: 0 };
  const page = receiptDocument({ ...receipt, kind: 'export', counts, destinations: [] }, t);
  expect(page).toContain('Nothing of this person was found here.');
  expect(page).not.toMatch(/What stays|## Destinations/);
});
