import { expect, it } from 'vitest';
import { privacyNeeds } from './privacy-needs.ts';

const NOW = Date.UTC(2026, 10, 21);
const receipt = { webhooks: 0, checkouts: 0, companion: null, destinations: [] };
const request = {
  id: 'r1',
  topic: 'customers/data_request' as const,
  state: 'done' as const,
  receivedAt: '2026-11-15T10:00:00Z',
  doneAt: '2026-11-15T10:01:00Z',
  error: null,
  exportable: true,
  receipt,
};
const slack = { destination: 'slack', connection: 'Slack', recordId: null, url: null, certain: true };
const redact = { ...request, topic: 'customers/redact' as const, exportable: false };
const keysOf = (...requests: Parameters<typeof privacyNeeds>[0]) => privacyNeeds(requests, NOW).map(({ key }) => key);

it('asks a person to hand over what a customer asked for, for a month', () => {
  expect(keysOf(request)).toEqual(['privacy:asked']);
  expect(keysOf({ ...request, receivedAt: '2026-10-01T10:00:00Z' })).toEqual([]);
});

it('asks a person to erase only what destinations do not erase by themselves', () => {
  expect(keysOf({ ...redact, receipt: { ...receipt, destinations: [{ ...slack, erasure: 'asked' }] } })).toEqual([]);
  expect(keysOf({ ...redact, receipt: { ...receipt, destinations: [{ ...slack, erasure: 'by_hand' }] } })).toEqual(['privacy:by_hand']);
});

it('tells of a request that stopped, however old', () => {
  expect(keysOf({ ...redact, state: 'failed', receipt: null, receivedAt: '2026-01-01T10:00:00Z' })).toEqual(['privacy:failed']);
});
