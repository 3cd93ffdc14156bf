import { afterEach, beforeEach, expect, test } from 'vitest';
import { createToken } from '../src/domain/token/create.ts';
import { formSubmission } from './support/harness.ts';
import { openShop, type Shop } from './support/shop.ts';

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
  await shop.publish([{ key: 'contact' }]);
});
afterEach(() => shop.server.close());

const scrape = (token?: string) =>
  shop.server.app.request('/metrics', { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

/** The value of one line, by its name and labels as Prometheus reads them. */
async function value(line: string): Promise<number | undefined> {
  const text = await (await scrape(shop.server.operatorToken)).text();
  const found = text.split('\n').find((candidate) => candidate.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

test('only an operator of the whole server may read them', async () => {
  const { token } = await createToken(shop.server.store.db, { name: 'one', workspaceId: shop.server.workspaceId }, 0);
  expect((await scrape()).status).toBe(401);
  expect((await scrape(token)).status).toBe(403);
  const answer = await scrape(shop.server.operatorToken);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
});

test('the store is read at each scrape: backlog, attention and holds', async () => {
  await shop.send(formSubmission());
  expect(await value('handoff_events_backlog')).toBe(1);
  shop.crm.refuse();
  await shop.server.drain();
  expect(await value('handoff_events_backlog')).toBe(0);
  expect(await value('handoff_deliveries_attention{state="dead"}')).toBe(1);
  expect(await value('handoff_connections_held{kind="rate_limit"}')).toBe(0);
  shop.crm.inject({ when: 'before', answer: { status: 429, headers: { 'retry-after': '60' } } });
  for (let index = 0; index < 2; index += 1) await shop.send(formSubmission({ subject: { email: 'ada@example.com' } }));
  await shop.server.drain();
  expect(await value('handoff_connections_held{kind="rate_limit"}')).toBe(1);
  expect(await value('handoff_deliveries_backlog{state="pending"}')).toBe(1);
  expect(await value('handoff_deliveries_backlog{state="open"}')).toBe(2);
});

test('health: open alerts by kind, when a source was last heard of, since when something waits', async () => {
  const { sourceId } = shop.site;
  const now = shop.server.clock.now() / 1000;
  expect(await value('handoff_alerts_open{kind="auth"}')).toBe(0);
  expect(await value(`handoff_source_last_event_timestamp_seconds{source="${sourceId}"}`)).toBeUndefined();
  shop.crm.inject({ when: 'before', answer: { status: 401 } });
  await shop.send(formSubmission());
  await shop.server.drain();
  expect(await value('handoff_alerts_open{kind="auth"}')).toBe(1);
  expect(await value(`handoff_source_last_event_timestamp_seconds{source="${sourceId}"}`)).toBe(now);
  expect(await value(`handoff_connection_oldest_pending_timestamp_seconds{connection="${shop.connectionId}"}`)).toBe(now);
});

test('counters add up by label, durations are in seconds', async () => {
  const { metrics } = shop.server.runtime.deps;
  metrics.accepted('repeat');
  metrics.processed('quarantine');
  metrics.processed('quarantine');
  metrics.processFailed();
  metrics.attempt('hubspot', 'ok', 300);
  metrics.attempt('hubspot', 'retry', 3000);
  metrics.settled('hubspot', 'dead');
  expect(await value('handoff_events_accepted_total{status="repeat"}')).toBe(1);
  expect(await value('handoff_events_processed_total{verdict="quarantine"}')).toBe(2);
  expect(await value('handoff_events_process_failures_total')).toBe(1);
  expect(await value('handoff_attempts_total{destination="hubspot",outcome="retry"}')).toBe(1);
  expect(await value('handoff_deliveries_settled_total{destination="hubspot",state="dead"}')).toBe(1);
  expect(await value('handoff_attempt_duration_seconds_bucket{le="0.5",destination="hubspot"}')).toBe(1);
  expect(await value('handoff_attempt_duration_seconds_sum{destination="hubspot"}')).toBeCloseTo(3.3);
  expect(await value('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
});

test('an event on its way is counted at each station', async () => {
  const event = formSubmission();
  await shop.send(event);
  await shop.send(event);
  await shop.server.drain();
  expect(await value('handoff_events_accepted_total{status="accepted"}')).toBe(1);
  expect(await value('handoff_events_accepted_total{status="repeat"}')).toBe(1);
  expect(await value('handoff_events_processed_total{verdict="accept"}')).toBe(1);
  expect(await value('handoff_attempts_total{destination="crm",outcome="ok"}')).toBe(1);
  expect(await value('handoff_deliveries_settled_total{destination="crm",state="succeeded"}')).toBe(1);
});

test('two servers in one process count apart', async () => {
  const other = await openShop();
  other.server.runtime.deps.metrics.accepted('accepted');
  expect((await value('handoff_events_accepted_total{status="accepted"}')) ?? 0).toBe(0);
  await other.server.close();
});
