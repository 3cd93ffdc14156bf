import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { watchUpkeep } from '../src/domain/health/watches/upkeep.ts';
import { ownersAndEnds } from '../src/store/migrations/0026-owners-and-ends.ts';
import { createMailbox } from './support/people.ts';
import { createDatabase } from './support/postgres.ts';
import { FLOW, openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const ANNA = 'anna@bloom.example';

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the owner tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('who answers for a flow or connection, on $engine', ({ engine }) => {
  let shop: Shop;
  beforeEach(async () => {
    const databaseUrl = engine === 'postgres' ? await createDatabase(admin as string) : undefined;
    shop = await openShop({ databaseUrl, mailer: createMailbox() });
    await shop.publish([{ key: 'contact' }]);
  });
  afterEach(() => shop.server.close());

  const client: Shop['server']['client'] = (name, input) => shop.server.client(name, input);
  const invite = (email = ANNA) => client('inviteMember', { params: shop.params, body: { email, role: 'manager' } });
  const own = (owner: string | null) => client('updateFlow', { params: { ...shop.params, flowId: FLOW }, body: { owner } });
  const ownConnection = (owner: string | null) =>
    client('updateConnection', { params: { ...shop.params, connectionId: shop.connectionId }, body: { owner } });
  const flow = () => client('getFlow', { params: { ...shop.params, flowId: FLOW } });
  const connection = () => client('getConnection', { params: { ...shop.params, connectionId: shop.connectionId } });
  const remove = (memberId: string) => client('removeMember', { params: { ...shop.params, memberId } });
  const unowned = async () => {
    await watchUpkeep(shop.server.runtime.deps);
    const rows = shop.server.store.db.selectFrom('alerts').select('key').where('kind', '=', 'unowned').where('resolved_at', 'is', null);
    return (await rows.orderBy('key').execute()).map(({ key }) => key);
  };

  test('a member is known by their address, in any spelling; anybody outside is called as typed', async () => {
    const { id } = await invite();
    expect(await own(' Anna@Bloom.example')).toMatchObject({ owner: ANNA, ownerId: id });
    expect(await ownConnection(ANNA)).toMatchObject({ owner: ANNA, ownerId: id });
    expect(await own('The agency')).toMatchObject({ owner: 'The agency', ownerId: null });
    expect(await own(null)).toMatchObject({ owner: null, ownerId: null });
    expect((await client('listOwners', { params: shop.params })).items).toEqual([{ id, name: 'anna', email: ANNA }]);
  });

  test('a member who is removed answers for nothing any more: it is a finding, and in the audit', async () => {
    const { id } = await invite();
    await own(ANNA);
    await ownConnection(ANNA);
    expect(await unowned()).toEqual([]);
    await remove(id);
    expect(await flow()).toMatchObject({ owner: null, ownerId: null });
    expect(await connection()).toMatchObject({ owner: null, ownerId: null });
    expect(await unowned()).toEqual([`unowned:${shop.connectionId}`, `unowned:${FLOW}`]);
    const { items } = await client('listAudit', { params: shop.params, query: { entityId: FLOW, limit: 1 } });
    expect(items).toMatchObject([{ action: 'flow.owner_removed', actor: 'token:test', before: { owner: ANNA }, undoable: false }]);
    await own('anna@elsewhere.example');
    expect(await unowned()).toEqual([`unowned:${shop.connectionId}`]);
  });

  test('somebody outside stays the owner, whoever is removed', async () => {
    const { id } = await invite();
    await own('The agency');
    await remove(id);
    expect(await flow()).toMatchObject({ owner: 'The agency' });
  });

  test('who was named before they were invited is known from then on', async () => {
    await own('Anna@Bloom.Example');
    const { id } = await invite();
    expect(await flow()).toMatchObject({ owner: ANNA, ownerId: id });
  });

  test('an operator can own too, and who is both stays the owner until they are neither', async () => {
    const operator = await client('inviteOperator', { body: { email: ANNA, role: 'viewer' } });
    expect(await own(ANNA)).toMatchObject({ ownerId: operator.id });
    const { id } = await invite();
    await client('removeOperator', { params: { memberId: operator.id } });
    expect(await flow()).toMatchObject({ owner: ANNA, ownerId: id });
    await remove(id);
    expect(await flow()).toMatchObject({ owner: null });
  });

  test('what the version before wrote is not taken from somebody else', async () => {
    const { id } = await invite();
    await own(ANNA);
    await shop.server.store.db.updateTable('flows').set({ owner: 'Ben' }).where('id', '=', FLOW).execute();
    await remove(id);
    expect(await flow()).toMatchObject({ owner: 'Ben' });
  });

  test('owners who were typed before this was known are members where they are', async () => {
    const { id } = await invite();
    const { db } = shop.server.store;
    await db.updateTable('flows').set({ owner: 'Anna@Bloom.example' }).where('id', '=', FLOW).execute();
    for (const table of ['flows', 'connections']) await db.schema.alterTable(table).dropColumn('owner_member_id').execute();
    await db.schema.alterTable('connections').dropColumn('secret_ends_at').execute();
    await ownersAndEnds(db as never);
    expect(await flow()).toMatchObject({ owner: ANNA, ownerId: id });
    expect(await connection()).toMatchObject({ owner: null, ownerId: null });
    await remove(id);
    expect(await flow()).toMatchObject({ owner: null });
  });
});
