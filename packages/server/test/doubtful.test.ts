import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { noteWatched } from '../src/domain/screening/watched-before.ts';
import { watchedEvents } from '../src/store/migrations/0028-watched-events.ts';
import { watchedBefore } from '../src/store/migrations/0029-watched-before.ts';
import { createHarness, formSubmission, type Harness } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the tests of the queue’s order is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('the likeliest mistakes of screening, on $engine', ({ engine }) => {
  let server: Harness;
  beforeEach(async () => {
    server = await createHarness({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
  });
  afterEach(() => server.close());

  interface Judged {
    type?: string;
    wouldBe?: 'quarantine' | 'review';
    verdict: 'quarantine' | 'review' | 'accept';
    score: number;
    marked?: 'spam';
    sourceId?: string;
    workspaceId?: string;
  }

  /** Events as screening left them; answers their ids. */
  const judged = async (events: Judged[]) => {
    const rows = events.map(({ verdict, score, marked, sourceId, workspaceId, type, wouldBe }, index) => ({
      id: `evt_${index}`,
      workspace_id: workspaceId ?? server.workspaceId,
      source_id: sourceId ?? 'src_1',
      type: type ?? 'form.submitted',
      state: 'processed' as const,
      idempotency_key: `form.submitted:${index}:1`,
      occurred_at: 0,
      received_at: 0,
      process_at: 0,
      process_failures: 0,
      verdict,
      reasons: '[]',
      score,
      marked: marked ?? null,
      would_be: wouldBe ?? null,
      body: JSON.stringify(formSubmission()),
    }));
    await server.store.db.insertInto('events').values(rows).execute();
    return rows.map(({ id }) => id);
  };
  const ask = (query: Record<string, unknown>) =>
    server.client('listEvents', { params: { workspaceId: server.workspaceId }, query: { order: 'doubtful', ...query } });
  const all = async (query: Record<string, unknown>) => {
    const ids: string[] = [];
    let before: number | undefined;
    do {
      const page = await ask({ ...query, limit: 37, ...(before === undefined ? {} : { before }) });
      ids.push(...page.items.map(({ id }) => id));
      before = page.next ?? undefined;
    } while (before !== undefined);
    return ids;
  };

  test('come first among all that is kept, page by page, each once', async () => {
    const events = Array.from({ length: 450 }, (_, index): Judged => ({ verdict: 'quarantine', score: 4 + ((index * 37) % 100) / 7 }));
    const ids = await judged([...events, { verdict: 'accept', score: 0 }, { verdict: 'review', score: 2 }]);
    const expected = events
      .map(({ score }, index) => ({ id: ids[index], score, index }))
      .toSorted((a, b) => a.score - b.score || a.index - b.index)
      .map(({ id }) => id);
    expect(await all({ verdict: 'quarantine' })).toEqual(expected);
  });

  test('are, among what went on, what looks most like spam', async () => {
    const ids = await judged([2, 5, 3, 5].map((score): Judged => ({ verdict: 'review', score })));
    expect(await all({ verdict: 'review' })).toEqual([ids[3], ids[1], ids[2], ids[0]]);
  });

  test('are those of one source and of one workspace, and only what nobody has named where that is asked', async () => {
    const other = await server.client('createWorkspace', { body: { name: 'Other' } });
    const ids = await judged([
      { verdict: 'quarantine', score: 9 },
      { verdict: 'quarantine', score: 5, marked: 'spam' },
      { verdict: 'quarantine', score: 7, sourceId: 'src_2' },
      { verdict: 'quarantine', score: 1, workspaceId: other.id },
    ]);
    expect(await all({ verdict: 'quarantine' })).toEqual([ids[1], ids[2], ids[0]]);
    expect(await all({ verdict: 'quarantine', marked: 'none' })).toEqual([ids[2], ids[0]]);
    expect(await all({ verdict: 'quarantine', sourceId: 'src_1' })).toEqual([ids[1], ids[0]]);
  });

  test('go on behind a page whose last one was released meanwhile', async () => {
    const ids = await judged([1, 2, 3, 4].map((score): Judged => ({ verdict: 'quarantine', score })));
    const first = await ask({ verdict: 'quarantine', limit: 2 });
    await server.store.db
      .updateTable('events')
      .set({ verdict: sql.lit('accept') })
      .where('id', '=', ids[1] as string)
      .execute();
    const second = await ask({ verdict: 'quarantine', limit: 2, before: first.next });
    expect(second.items.map(({ id }) => id)).toEqual([ids[2], ids[3]]);
  });

  test('of a site that is only watched likewise, over all that came since, however many orders were between', async () => {
    const orders = Array.from({ length: 300 }, (): Judged => ({ verdict: 'accept', score: 0, type: 'order.created' }));
    const watched = [9, 4, 7, 2.5, 4].map((score): Judged => ({ verdict: 'accept', score, wouldBe: score < 4 ? 'review' : 'quarantine' }));
    const ids = await judged([...watched, { verdict: 'quarantine', score: 5 }, ...orders]);
    expect(await all({ wouldBe: 'quarantine' })).toEqual([ids[1], ids[4], ids[2], ids[0]]);
    expect(await all({ wouldBe: 'quarantine', order: 'latest' })).toEqual([ids[4], ids[2], ids[1], ids[0]]);
    expect(await all({ wouldBe: 'review' })).toEqual([ids[3]]);
    const first = await ask({ wouldBe: 'quarantine', limit: 2 });
    expect((await ask({ wouldBe: 'quarantine', limit: 2, before: first.next })).items.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
  });

  test('are noted of a watched site as its messages come in, and no more once it is acted on', async () => {
    const site = await server.pair();
    const params = { workspaceId: server.workspaceId, sourceId: site.sourceId };
    const send = async (email: string, honeypot: string) => {
      await site.post(
        formSubmission({ subject: { email }, context: { honeypot, secondsToSubmit: 40 } }, { 'your-message': `From ${email}` }),
      );
      await server.drain();
    };
    await send('trap@example.com', 'x');
    await send('ada@example.com', '');
    await server.client('updateSource', { params, body: { settings: { screening: { observe: false } } } });
    await send('other@example.com', 'x');
    const watched = await ask({ wouldBe: 'quarantine' });
    expect(watched.items.map(({ verdict, contact }) => [verdict, contact])).toEqual([['accept', 'trap@example.com']]);
  });

  test('are known also of what an earlier version took in, before its database was brought up to date or beside this one', async () => {
    const { db } = server.store;
    const note = (wouldBe: string) =>
      JSON.stringify([
        { rule: 'observe_mode', weight: 0, evidence: `Only watching this site so far; otherwise this would be: ${wouldBe}.` },
      ]);
    const earlier = async (wouldBe: string, ids: string[]) =>
      db
        .updateTable('events')
        .set({ reasons: note(wouldBe) })
        .where('id', 'in', ids)
        .execute();
    for (const index of ['events_watched', 'events_watched_doubtful', 'events_watched_before']) await db.schema.dropIndex(index).execute();
    await db.schema.alterTable('events').dropColumn('would_be').execute();
    await sql`alter table events add column would_be text`.execute(db);
    // More than one step takes, and another in the last.
    const ids = await judged(Array.from({ length: 1003 }, (_, index): Judged => ({ verdict: 'accept', score: index })));
    await earlier('quarantine', ids.slice(0, 999));
    await earlier('review', ids.slice(999, 1001));
    await db.schema.alterTable('events').dropColumn('would_be').execute();
    // Bringing the database up to date touches no event: nobody may have to wait for that.
    await watchedEvents(db as never);
    await watchedBefore(db as never);
    expect(await all({ wouldBe: 'quarantine' })).toEqual([]);

    expect(await noteWatched(server.store)).toBe(1001);
    expect((await all({ wouldBe: 'quarantine' })).toSorted()).toEqual(ids.slice(0, 999).toSorted());
    expect(await all({ wouldBe: 'review' })).toEqual([ids[1000], ids[999]]);

    await earlier('quarantine', ids.slice(1001, 1002));
    expect(await noteWatched(server.store)).toBe(1);
    expect(await all({ wouldBe: 'quarantine' })).toContain(ids[1001]);
    expect(await noteWatched(server.store)).toBe(0);
  });

  test('are asked for only among what was judged', async () => {
    await expect(ask({})).rejects.toMatchObject({ code: 'invalid' });
    await expect(ask({ verdict: 'duplicate' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(ask({ verdict: 'review', before: 4711 })).rejects.toThrow(/Start from the first page/);
  });
});
