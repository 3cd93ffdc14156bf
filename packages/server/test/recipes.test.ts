import { readFileSync } from 'node:fs';
import { type Endpoint, endpoints } from '@handoff/shared/api';
import { EVENT_TYPES } from '@handoff/shared/event';
import { afterEach, describe, expect, test } from 'vitest';
import { sampleMessage } from '../src/domain/subscription/message.ts';
import { webhook } from '../src/destinations/webhook/index.ts';
import { createToken } from '../src/domain/token/create.ts';
import { createHarness, type Harness } from './support/harness.ts';

const ORIGIN = 'https://handoff.test';
/** The moment the samples in the recipes were made. */
const WRITTEN = Date.UTC(2026, 10, 21, 12);

const read = (name: string) => readFileSync(new URL(`../../../docs/recipes/${name}.md`, import.meta.url), 'utf8');

/** The code block after `<!-- marker -->`. */
function block(recipe: string, marker: string): string {
  const after = recipe.split(`<!-- ${marker} -->`)[1];
  const code = /```\w*\n([\s\S]*?)\n\s*```/.exec(after ?? '')?.[1];
  if (code === undefined) throw new Error(`The recipe has no block "${marker}".`);
  return code;
}

let server: Harness | undefined;
afterEach(() => server?.close());

async function start() {
  server = await createHarness();
  const { token } = await createToken(server.store.db, { name: 'Tool', workspaceId: server.workspaceId }, server.clock.now());
  const list = async () => (await server?.client('listSubscriptions', { params: { workspaceId: server.workspaceId } }))?.items;
  return { server, token, list, access: { serverUrl: ORIGIN, workspaceId: server.workspaceId, token } };
}

describe.each(['zapier', 'make'])('the recipe for %s', (name) => {
  const recipe = read(name);

  test('shows what is really posted', () => {
    const types = [...recipe.matchAll(/<!-- sample: (\S+) -->/g)].map(([, type = '']) => type);
    expect(types).toEqual(['form.submitted', 'order.created']);
    for (const type of types) expect(JSON.parse(block(recipe, `sample: ${type}`))).toEqual(sampleMessage({ webhook }, type, WRITTEN));
  });

  test('names every event type, and no other', () => {
    const named = /for each event type:\n\n([\s\S]*?)\.\n\n/.exec(recipe)?.[1] ?? '';
    expect([...named.matchAll(/`([^`]+)`/g)].map(([, type]) => type)).toEqual([...EVENT_TYPES]);
  });

  test('names endpoints that are there', () => {
    const all = (Object.values(endpoints) as Endpoint[]).map(({ method, path }) => `${method} ${path}`);
    const named = [...recipe.matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/v1\/[\w/{}]+)/g)].map(([, method, path]) => `${method} ${path}`);
    expect(named.length).toBeGreaterThan(3);
    for (const each of named) expect(all).toContain(each);
  });

  test('asks by curl for what the server takes', () => {
    const command = block(recipe, 'curl: subscribe');
    expect(endpoints.subscribe.body.safeParse(JSON.parse(/-d '([^']+)'/.exec(command)?.[1] ?? '')).error).toBeUndefined();
    expect(command).toContain('/v1/workspaces/ws_…/subscriptions');
  });
});

describe('the code for Zapier', () => {
  interface Asked {
    url: string;
    method?: string;
    headers: Record<string, string>;
    params?: Record<string, string>;
    body?: unknown;
  }
  type Code = (z: object, bundle: object) => Promise<unknown>;
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (...parts: string[]) => Code;

  test('subscribes, lists samples and unsubscribes', async () => {
    const { server: handoff, access, list } = await start();
    const recipe = read('zapier');
    const z = {
      request: async ({ url, method = 'GET', headers, params, body }: Asked) => {
        const address = params === undefined ? url : `${url}?${new URLSearchParams(params).toString()}`;
        const json = { ...headers, 'content-type': 'application/json' };
        const answer = await handoff.app.fetch(
          new Request(address, { method, headers: json, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
        );
        expect(answer.ok, await answer.clone().text()).toBe(true);
        return { data: await answer.json() };
      },
    };
    const bundle = {
      authData: access,
      inputData: { type: 'order.created' },
      targetUrl: 'https://hooks.zapier.com/hooks/standard/1/a/',
      subscribeData: {},
      cleanedRequest: { id: 'evt_1' },
    };
    const run = (step: string) => new AsyncFunction('z', 'bundle', block(recipe, `zapier: ${step}`))(z, bundle);

    await run('test');
    bundle.subscribeData = (await run('subscribe')) as object;
    expect(await list()).toMatchObject([{ name: 'Zapier', types: ['order.created'], host: 'hooks.zapier.com', active: true }]);
    expect(await run('list')).toMatchObject([{ id: expect.any(String), type: 'order.created' }]);
    expect(await run('perform')).toEqual([{ id: 'evt_1' }]);
    await run('unsubscribe');
    expect(await list()).toEqual([]);
  });
});

describe('the app for Make', () => {
  interface Call {
    url: string;
    method: string;
    headers: Record<string, string>;
    body?: unknown;
    response?: { data?: { externalHookId: string } };
  }

  test('attaches and detaches its webhook', async () => {
    const { server: handoff, access, list } = await start();
    const recipe = read('make');
    const parameters = JSON.parse(block(recipe, 'make: parameters')) as { name: string }[];
    expect(parameters.map(({ name }) => name)).toEqual(Object.keys(access));
    const known: Record<string, Record<string, string>> = {
      connection: access,
      parameters: { ...access, type: 'form.submitted' },
      webhook: { url: 'https://hook.eu2.make.com/abc' },
    };
    const fill = (text: string) =>
      text.replaceAll(/\{\{(\w+)\.(\w+)\}\}/g, (whole, group: string, name: string) =>
        group === 'body' ? whole : (known[group]?.[name] ?? 'nothing'),
      );
    const run = async (step: string) => {
      const call = JSON.parse(fill(block(recipe, `make: ${step}`))) as Call;
      const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
      const headers = { ...call.headers, 'content-type': 'application/json' };
      const answer = await handoff.app.fetch(new Request(call.url, { method: call.method, headers, ...body }));
      expect(answer.ok, await answer.clone().text()).toBe(true);
      return { call, answer: (await answer.json()) as { id: string } };
    };

    await run('connection');
    const { call, answer } = await run('attach');
    expect(call.response?.data?.externalHookId).toBe('{{body.id}}');
    expect(await list()).toMatchObject([{ name: 'Make', types: ['form.submitted'], host: 'hook.eu2.make.com' }]);
    known['webhook'] = { externalHookId: answer.id };
    await run('detach');
    expect(await list()).toEqual([]);
  });
});
