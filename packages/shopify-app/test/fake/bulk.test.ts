import { describe, expect, test } from 'vitest';
import { schemaAvailable } from '../../testing/index.ts';
import { createScene, type Scene } from './support.ts';

const RUN = `mutation ($query: String!, $grouped: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $grouped) { bulkOperation { id status } userErrors { code message } } }`;
const GET = '{ bulkOperations(first: 10) { nodes { status errorCode objectCount rootObjectCount fileSize url } } }';
const ORDERS = '{ orders { edges { node { id name lineItems { edges { node { id title } } } } } } }';

const run = async ({ query }: Scene, text: string, grouped = true) =>
  (await query(RUN, { query: text, grouped })).data.bulkOperationRunQuery as { userErrors: { code: string; message: string }[] };
const finished = async ({ query, clock }: Scene) => {
  clock.advance(10_000);
  return (await query(GET)).data.bulkOperations.nodes.at(-1) as Record<string, string | null>;
};
const linesOf = async ({ fake }: Scene, url: string | null | undefined) =>
  (await (await fake.fetch(new Request(url ?? ''))).text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; name?: string; __parentId?: string });

describe.skipIf(!(await schemaAvailable()))('bulk operations', () => {
  test('a file with a line for each object, children right after their parent, and a webhook at the end', async () => {
    const scene = createScene();
    const { shop, fake, received } = scene;
    shop.createOrder({ lines: [{}, {}] });
    shop.createOrder({ lines: [{}] });
    expect(await run(scene, ORDERS)).toMatchObject({ bulkOperation: { status: 'CREATED' }, userErrors: [] });
    const operation = await finished(scene);
    expect(operation).toMatchObject({ status: 'COMPLETED', objectCount: '5', rootObjectCount: '2' });
    const lines = await linesOf(scene, operation['url']);
    expect(lines.map(({ name, __parentId }) => name ?? __parentId)).toEqual(['#1001', lines[0]?.id, lines[0]?.id, '#1002', lines[3]?.id]);
    expect(lines[0]).not.toHaveProperty('lineItems');
    await fake.deliverDue();
    expect(received.at(-1)).toMatchObject({ topic: 'bulk_operations/finish', body: { status: 'completed', error_code: null } });
  });

  test('ungrouped, children come after other parents', async () => {
    const scene = createScene();
    scene.shop.createOrder();
    scene.shop.createOrder();
    await run(scene, ORDERS, false);
    const lines = await linesOf(scene, (await finished(scene))['url']);
    expect(lines.map(({ name }) => name)).toEqual(['#1001', '#1002', undefined, undefined]);
  });

  test('it holds what the shop held when it finished, by the search that was asked', async () => {
    const scene = createScene();
    scene.shop.createOrder({ at: scene.clock.now() - 86_400_000, silent: true });
    await run(scene, `{ orders(query: "created_at:>='2026-11-21'") { edges { node { id name } } } }`);
    expect(await finished(scene)).toMatchObject({ status: 'COMPLETED', objectCount: '0', url: null });
  });

  test.each([
    ['no connection', '{ shop { name } }', 'at least one connection'],
    [
      'a connection within a list',
      '{ orders { edges { node { id refunds { refundLineItems { edges { node { quantity } } } } } } } }',
      'within a list',
    ],
    ['a connection read by nodes', '{ orders { nodes { id } } }', 'edges and node'],
    [
      'nested without the parent’s id',
      '{ orders { edges { node { name lineItems { edges { node { id } } } } } } }',
      "select the 'id' field",
    ],
    ['a field that is not there', '{ orders { edges { node { nonsense } } } }', 'nonsense'],
  ])('a query with %s may not run', async (_, text, words) => {
    expect(await run(createScene(), text)).toMatchObject({
      bulkOperation: null,
      userErrors: [{ code: 'INVALID', message: expect.stringContaining(words) }],
    });
  });

  test('a scope that is not granted makes it fail', async () => {
    const scene = createScene();
    scene.shop.createOrder();
    scene.shop.withdraw('read_customers');
    await run(scene, '{ orders { edges { node { id customer { id } } } } }');
    expect(await finished(scene)).toMatchObject({ status: 'FAILED', errorCode: 'ACCESS_DENIED', url: null });
  });

  test('five run at once, a sixth is refused, a cancelled one makes room', async () => {
    const scene = createScene();
    for (let number = 0; number < 5; number += 1) await run(scene, ORDERS);
    expect(await run(scene, ORDERS)).toMatchObject({ bulkOperation: null, userErrors: [{ code: 'LIMIT_REACHED' }] });
    const { data } = await scene.query('{ bulkOperations(first: 1) { nodes { id } } }');
    await scene.query('mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }', {
      id: data.bulkOperations.nodes[0].id,
    });
    expect(await run(scene, ORDERS)).toMatchObject({ userErrors: [] });
  });

  test('a file can be read on from where somebody stopped', async () => {
    const scene = createScene();
    scene.shop.createOrder();
    await run(scene, ORDERS);
    const { url, fileSize } = await finished(scene);
    const whole = await (await scene.fake.fetch(new Request(url ?? ''))).text();
    const rest = await scene.fake.fetch(new Request(url ?? '', { headers: { range: 'bytes=40-' } }));
    expect([rest.status, await rest.text()]).toEqual([206, whole.slice(40)]);
    expect((await scene.fake.fetch(new Request(url ?? '', { headers: { range: `bytes=${fileSize}-` } }))).status).toBe(416);
  });

  test('the file is gone after seven days', async () => {
    const scene = createScene();
    scene.shop.createOrder();
    await run(scene, ORDERS);
    const { url } = await finished(scene);
    scene.clock.advance(7 * 86_400_000);
    expect((await scene.fake.fetch(new Request(url ?? ''))).status).toBe(404);
  });
});
