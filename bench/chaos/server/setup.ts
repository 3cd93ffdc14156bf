import { createClient, createPairRequest, type Client, decodeConnectionCode, PairAnswer } from '@handoff/shared/api';
import { generateEd25519 } from '@handoff/shared/event';
import type { FlowSpec } from '@handoff/shared/flow';
import { createToken } from '../../../packages/server/src/domain/token/create.ts';
import { open } from '../../../packages/server/src/main.ts';
import { serverEnv } from '../../lib/seed.ts';
import type { Vendors } from './vendors.ts';

/** Where a server keeps its data. */
export interface Place {
  dataDir: string;
  databaseUrl?: string | undefined;
}

/** Long enough for a call, short enough that what a killed server held goes on within the run. */
export const LEASE_SECONDS = 3;

export function chaosEnv(place: Place): Record<string, string> {
  return {
    ...serverEnv(place),
    HANDOFF_ALLOW_BASE_URL_OVERRIDE: 'true',
    HANDOFF_LEASE_SECONDS: String(LEASE_SECONDS),
    HANDOFF_LOG_LEVEL: 'error',
  };
}

/** An operator's token, made as `handoff token create` makes it, before any server runs. */
export async function operatorToken(place: Place): Promise<string> {
  const { deps, close } = await open({ ...chaosEnv(place), HANDOFF_LOG_LEVEL: 'silent' });
  try {
    return (await createToken(deps.store.db, { name: 'chaos', workspaceId: null }, Date.now())).token;
  } finally {
    await close();
  }
}

export interface Site {
  workspaceId: string;
  sourceId: string;
  secretKey: string;
}

export function apiClient(url: string, token: string): Client {
  return createClient({ baseUrl: url, token: () => token });
}

/** Sets up over the API what a person would: a workspace, a paired site, three connections and two published flows. */
export async function setUp(url: string, token: string, vendors: Vendors): Promise<Site> {
  const client = apiClient(url, token);
  const { id: workspaceId } = await client('createWorkspace', { body: { name: 'Chaos' } });
  const params = { workspaceId };
  const connect = async (destination: string, settings: Record<string, unknown>, baseUrl?: string) =>
    (
      await client('createConnection', {
        params,
        body: { destination, name: destination, settings, ...(baseUrl === undefined ? {} : { baseUrl }) },
      })
    ).id;

  const hubspot = await connect('hubspot', { accessToken: vendors.hubspot.accessToken, callsPer10Seconds: 250 }, vendors.hubspot.origin);
  const slack = await connect('slack', { botToken: vendors.slack.botToken }, vendors.slack.origin);
  const webhook = await connect('webhook', { url: vendors.hook.url, secret: vendors.hook.secret });
  for (const [name, spec] of Object.entries({ Enquiries: enquiries(hubspot, slack, webhook), Views: views(webhook) })) {
    const flow = await client('createFlow', { params, body: { name, spec } });
    await client('publishFlow', { params: { ...params, flowId: flow.id } });
  }
  return { workspaceId, ...(await pair(client, url, workspaceId)) };
}

async function pair(client: Client, url: string, workspaceId: string): Promise<Omit<Site, 'workspaceId'>> {
  const { code } = await client('createConnectionCode', { params: { workspaceId } });
  const decoded = decodeConnectionCode(code);
  if (!decoded.ok) throw new Error(decoded.message);
  const { secretKey } = await generateEd25519();
  const request = await createPairRequest({
    kind: 'wordpress',
    name: 'chaos.example',
    url: 'https://chaos.example',
    connection: decoded.connection,
    secretKey,
  });
  const answer = await fetch(`${url}/v1/sources/pair`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (answer.status !== 201) throw new Error(`Pairing was answered ${answer.status}: ${await answer.text()}`);
  return { sourceId: PairAnswer.parse(await answer.json()).sourceId, secretKey };
}

const path = (pointer: string) => ({ do: 'path' as const, path: pointer });
const MARK = path('/data/fields/mark');
const hookStep = (connection: string): FlowSpec['steps'][number] => ({
  key: 'hook',
  connection,
  operation: 'send',
  mapping: { fields: { '/mark': MARK, '/email': path('/subject/email') } },
});

/** Keyed upsert, then ledger with look-up; ledger without look-up for some; request key. */
function enquiries(hubspot: string, slack: string, webhook: string): FlowSpec {
  return {
    trigger: { types: ['form.submitted'] },
    steps: [
      {
        key: 'contact',
        connection: hubspot,
        operation: 'upsertContact',
        mapping: { fields: { '/properties/email': path('/subject/email'), '/properties/company': MARK } },
      },
      {
        key: 'note',
        connection: hubspot,
        operation: 'createNote',
        after: 'contact',
        mapping: { fields: { '/body': MARK, '/contactEmail': path('/subject/email') } },
      },
      {
        key: 'slack',
        connection: slack,
        operation: 'postMessage',
        when: { is: 'present', path: '/data/fields/channel' },
        mapping: { fields: { '/text': MARK, '/channel': path('/data/fields/channel') } },
      },
      hookStep(webhook),
    ],
  };
}

/** Many events to one fast receiver. */
function views(webhook: string): FlowSpec {
  return { trigger: { types: ['custom.viewed'] }, steps: [hookStep(webhook)] };
}
