import { createClient, type Client } from '@handoff/shared/api';
import type { FlowSpec } from '@handoff/shared/flow';
import type { Mapping } from '@handoff/shared/mapping';
import { API_KEY } from '../../packages/server/src/destinations/brevo/examples.ts';
import { createBrevoTwin } from '../../packages/server/src/destinations/brevo/twin.ts';
import { NEW_ACCOUNT_ATTRIBUTES } from '../../packages/server/src/destinations/brevo/twin/state.ts';
import { createHubspotTwin } from '../../packages/server/src/destinations/hubspot/twin/index.ts';
import { TOKEN } from '../../packages/server/src/destinations/slack/examples.ts';
import { createSlackTwin } from '../../packages/server/src/destinations/slack/twin.ts';
import { createWebhookTwin } from '../../packages/server/src/destinations/webhook/twin.ts';
import { addMember } from '../../packages/server/src/domain/member/add.ts';
import { createToken } from '../../packages/server/src/domain/token/create.ts';
import { createApp } from '../../packages/server/src/app.ts';
import type { AppDeps } from '../../packages/server/src/http/deps.ts';
import { day } from './times.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const LEDGER = 'https://ledger.bloom.example/in';
export const BOOKS = 'https://books.quill.example/in';
export const ORIGIN = 'https://handoff.example';

/** Everybody on the other side of the server. */
export function createTwins(now: () => number) {
  const attributes = [...NEW_ACCOUNT_ATTRIBUTES, { name: 'CITY', category: 'normal' as const, type: 'text' as const }];
  return {
    attributes,
    hubspot: createHubspotTwin({ now }),
    brevo: createBrevoTwin({ attributes, now }),
    slack: createSlackTwin({ now }),
    ledger: createWebhookTwin({ url: LEDGER, secret: SECRET, now }),
    books: createWebhookTwin({ url: BOOKS, secret: SECRET, now }),
  };
}
export type Twins = ReturnType<typeof createTwins>;

export interface Ids {
  workspaceId: string;
  sources: Record<string, string>;
  connections: Record<string, string>;
  flows: Record<string, string>;
}

export interface Scene {
  client: Client;
  bloom: Ids;
  quill: Ids;
}

const path = (at: string) => ({ do: 'path' as const, path: at });
const mapping = (fields: Mapping['fields']): Mapping => ({ fields });
const copy = mapping({ '/key': path('/data/key'), '/email': path('/subject/email') });

/** Two businesses on one server: a shop with a contact form and four destinations, and a site with one. Each thing has its owner. */
export async function setScene(deps: AppDeps): Promise<Scene> {
  const { db } = deps.store;
  const now = deps.clock.now();
  const { token } = await createToken(db, { name: 'soak', workspaceId: null }, now);
  const app = createApp(deps);
  const client = createClient({ baseUrl: ORIGIN, token: () => token, fetch: (request) => Promise.resolve(app.fetch(request)) });

  const open = async (name: string, owner: string, sources: string[]): Promise<Ids> => {
    const { id: workspaceId } = await client('createWorkspace', { body: { name } });
    await addMember(db, { scope: workspaceId, email: owner, name: undefined, role: 'owner', by: 'soak' }, now);
    const made: Record<string, string> = {};
    for (const source of sources) {
      const { id } = await client('createWebhookSource', { params: { workspaceId }, body: { name: source } });
      made[source] = id;
      // Nothing here is about spam: screening watches, as on every new site.
      await db
        .updateTable('sources')
        .set({ settings: JSON.stringify({ screening: { observe: true } }) })
        .where('id', '=', id)
        .execute();
    }
    await client('setRetention', {
      params: { workspaceId },
      body: { bodies: 5, exchanges: 3, quarantine: 5, failed: 14, events: 8, keys: 90, people: 30, alerts: 7, audit: 90 },
    });
    return { workspaceId, sources: made, connections: {}, flows: {} };
  };
  const connect = async (at: Ids, name: string, destination: string, owner: string, settings: Record<string, unknown>) => {
    const { id } = await client('createConnection', {
      params: { workspaceId: at.workspaceId },
      body: { destination, name, owner, settings },
    });
    at.connections[name] = id;
    return id;
  };
  const publish = async (at: Ids, name: string, owner: string, spec: FlowSpec) => {
    const params = { workspaceId: at.workspaceId };
    const { id: flowId } = await client('createFlow', { params, body: { name, owner, spec } });
    await client('publishFlow', { params: { ...params, flowId } });
    at.flows[name] = flowId;
  };

  const bloom = await open('Bloom', 'owner@bloom.example', ['Bloom shop', 'Bloom contact']);
  const crm = await connect(bloom, 'Bloom CRM', 'hubspot', 'crm@bloom.example', { accessToken: 'pat-na1-0123456789-abcdef' });
  const news = await connect(bloom, 'Bloom news', 'brevo', 'news@bloom.example', { apiKey: API_KEY, list: 3 });
  const chat = await connect(bloom, 'Bloom chat', 'slack', 'chat@bloom.example', { botToken: TOKEN, channel: '#sales' });
  const ledger = await connect(bloom, 'Bloom ledger', 'webhook', 'it@bloom.example', { url: LEDGER, secret: SECRET });
  await publish(bloom, 'Orders to CRM', 'sales@bloom.example', {
    trigger: { types: ['order.created'] },
    steps: [
      {
        key: 'contact',
        connection: crm,
        operation: 'upsertContact',
        mapping: mapping({ '/properties/email': path('/subject/email'), '/properties/firstname': path('/subject/firstName') }),
      },
    ],
  });
  await publish(bloom, 'Enquiries', 'desk@bloom.example', {
    trigger: { types: ['form.submitted'] },
    steps: [
      {
        key: 'tell',
        connection: chat,
        operation: 'postMessage',
        mapping: mapping({ '/title': { do: 'literal', value: 'New enquiry' }, '/text': path('/data/key') }),
      },
      {
        key: 'list',
        connection: news,
        operation: 'upsertContact',
        mapping: mapping({ '/email': path('/subject/email'), '/attributes/CITY': path('/data/city') }),
      },
    ],
  });
  await publish(bloom, 'Everything to the ledger', 'it@bloom.example', {
    trigger: { types: ['order.created', 'form.submitted'] },
    steps: [{ key: 'note', connection: ledger, operation: 'send', mapping: copy }],
  });
  const quill = await open('Quill', 'owner@quill.example', ['Quill site']);
  const books = await connect(quill, 'Quill books', 'webhook', 'books@quill.example', { url: BOOKS, secret: SECRET });
  await publish(quill, 'Site to books', 'books@quill.example', {
    trigger: { types: ['form.submitted'] },
    steps: [{ key: 'note', connection: books, operation: 'send', mapping: copy }],
  });
  return { client, bloom, quill };
}

/** An access that cannot be renewed and ends at the given time, as where an app is signed in without a refresh token. */
export async function setAccess(deps: AppDeps, connectionId: string, endsAt: number): Promise<void> {
  const tokens = await deps.keyring.seal(JSON.stringify({ accessToken: TOKEN, expiresAt: endsAt }));
  await deps.store.db
    .updateTable('connections')
    .set({ tokens, secrets: null, settings: JSON.stringify({ channel: 'C0SALES', teamId: 'T0TWIN' }) })
    .where('id', '=', connectionId)
    .execute();
}

/** When the chat's access would end; somebody signs in anew the day before. */
export const ACCESS_ENDS = day(26, 12);
export const ACCESS_RENEWED = day(25, 12);
