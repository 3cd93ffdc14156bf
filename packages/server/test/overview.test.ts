import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { overviewWorkspaces, type OverviewRequest } from '../src/domain/workspace/overview.ts';
import { workspaceUsage } from '../src/domain/workspace/usage.ts';
import { openAlert, resolveAlert } from '../src/observe/alerts.ts';
import { createHarness, formSubmission, type Harness } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the overview’s tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

const HOUR_MS = 3_600_000;

describe.each(engines)('on $engine', ({ engine }) => {
  let server: Harness;
  beforeEach(async () => {
    server = await createHarness({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
  });
  afterEach(() => server.close());

  const parts = () => ({ store: server.store, clock: server.clock });
  const look = (request: Partial<OverviewRequest> = {}) =>
    overviewWorkspaces(parts(), { workspaceIds: undefined, sort: 'trouble', page: 1, limit: 25, language: 'en', ...request });
  const names = async (request: Partial<OverviewRequest> = {}) => (await look(request)).items.map(({ name }) => name);
  const open = async (name: string) => (await server.client('createWorkspace', { body: { name } })).id;
  const alert = (workspaceId: string, kind: 'auth' | 'drift' | 'unowned', message: string) =>
    openAlert(server.store.db, { workspaceId, key: message, kind, message }, server.clock.now());

  test('what is in trouble comes first, says why, and stops when it is over', async () => {
    const site = await server.pair();
    expect((await site.post(formSubmission())).status).toBe(202);
    const [broken, drifting, fresh] = [await open('Broken'), await open('Drifting'), await open('Another, not set up')];
    await alert(broken, 'auth', 'HubSpot refuses the key.');
    await alert(drifting, 'drift', 'A field is gone.');
    await alert(server.workspaceId, 'unowned', 'Nobody answers for it.');
    const { items, counts } = await look();
    expect(items.map(({ name, state, says }) => [name, state, says])).toEqual([
      ['Broken', 'problem', 'HubSpot refuses the key.'],
      ['Drifting', 'watch', 'A field is gone.'],
      ['Another, not set up', 'new', null],
      ['Bloom & Co', 'ok', null],
    ]);
    expect(counts).toEqual({ problem: 1, watch: 1, new: 1, ok: 1 });
    expect(items.at(-1)).toMatchObject({ sources: 1, lastEventAt: '2026-11-21T12:00:00.000Z' });

    await resolveAlert(server.store.db, broken, 'HubSpot refuses the key.', server.clock.now());
    expect(await names({ state: 'problem' })).toEqual([]);
    expect((await look({ state: 'new' })).items.map(({ id }) => id)).toEqual([fresh, broken]);
  });

  test('one of many is found by part of its name, page by page, and by who was quiet for longest', async () => {
    const site = await server.pair();
    for (const name of ['Anna’s Atelier', 'Bean & Bloom', 'Clocks of Vienna']) await open(name);
    expect(await names({ search: 'BLOOM', sort: 'name' })).toEqual(['Bean & Bloom', 'Bloom & Co']);
    expect(await names({ sort: 'name', limit: 2, page: 2 })).toEqual(['Bloom & Co', 'Clocks of Vienna']);
    expect(await look({ sort: 'name', limit: 2, page: 3 })).toMatchObject({ items: [], total: 4 });
    expect((await site.post(formSubmission())).status).toBe(202);
    expect((await names({ sort: 'quiet' })).at(-1)).toBe('Bloom & Co');
  });

  test('a member of some workspaces sees those, and a member of none nothing', async () => {
    const own = await open('Own');
    expect(await look({ workspaceIds: [own] })).toMatchObject({ items: [{ id: own }], total: 1, counts: { new: 1 } });
    expect(await look({ workspaceIds: [] })).toMatchObject({ items: [], total: 0 });
  });

  test('use is told by day and by calendar month, of this workspace only', async () => {
    const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour) / HOUR_MS;
    server.clock.set(Date.UTC(2026, 10, 21, 12, 30));
    const own = { workspace_id: server.workspaceId, last_at: null };
    await server.store.db
      .insertInto('rhythms')
      .values([
        { ...own, subject: 'src_a', hour: at(21, 0), good: 3, bad: 0 },
        { ...own, subject: 'src_b', hour: at(21, 11), good: 4, bad: 0 },
        { ...own, subject: 'con_a', hour: at(20, 23), good: 5, bad: 2 },
        // A flow did what its connections did: that is not counted twice.
        { ...own, subject: 'flw_a', hour: at(20, 23), good: 5, bad: 2 },
        { ...own, subject: 'src_a', hour: at(-6, 12), good: 100, bad: 0 },
        { ...own, workspace_id: 'ws_other', subject: 'src_c', hour: at(21, 1), good: 50, bad: 0 },
      ])
      .execute();
    const { month, days } = await workspaceUsage(parts(), server.workspaceId);
    expect(month).toEqual({ events: 7, delivered: 5, failed: 2 });
    expect(days).toHaveLength(30);
    expect(days.slice(-2)).toEqual([
      { day: '2026-11-20', events: 0, delivered: 5, failed: 2 },
      { day: '2026-11-21', events: 7, delivered: 0, failed: 0 },
    ]);
    expect(days.find(({ day }) => day === '2026-10-25')).toMatchObject({ events: 100 });
    expect((await look()).items[0]).toMatchObject({ month: { events: 7, delivered: 5, failed: 2 } });
  });
});
