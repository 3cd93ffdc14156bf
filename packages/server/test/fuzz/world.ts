import { generateEd25519, generateSecret, importSigningKey, type SigningKey } from '@handoff/shared/event';
import { createPairRequest, decodeConnectionCode } from '@handoff/shared/api';
import { createShopHarness, ORIGIN, type ShopHarness } from '../../../shopify-app/testing/harness.ts';
import type { Logger } from '../../src/observe/logger.ts';

export { ORIGIN } from '../../../shopify-app/testing/harness.ts';

/** Sources of every kind in one workspace, each with what it signs with. */
export interface World {
  shop: ShopHarness;
  fetch: (request: Request) => Promise<Response>;
  workspaceId: string;
  site: { sourceId: string; secretKey: string; key: SigningKey };
  /** Another paired site: its signatures must not count for the first. */
  otherSite: { sourceId: string; secretKey: string; key: SigningKey };
  hook: { sourceId: string; key: SigningKey; secret: string };
  stripe: { sourceId: string; signingSecret: string };
  shopify: { apiSecret: string; sourceId: string };
  /** Ids that hostile calls of the panel may name; what they do to them must not touch the sources above. */
  pool: Record<string, string>;
  operatorToken: string;
  /** What no answer may ever hold. */
  secrets: string[];
  /** Ids of events that were answered 202. */
  accepted: Set<string>;
  /** How many answers there were of each status: inputs that are all refused at the first check try little. */
  statuses: Record<number, number>;
  /** What the server logged as a mistake of its own. */
  faults: string[];
  close: () => Promise<void>;
}

const API_SECRET = 'shpss_fake_0123456789abcdef';

/** A server with the Shopify app, opened for one round. */
export async function openWorld(databaseUrl?: string): Promise<World> {
  const faults: string[] = [];
  const note = (fields: object, message: string) => void faults.push(`${message} ${JSON.stringify(fields)}`);
  const logger: Logger = { error: note, warn: () => {}, info: () => {}, debug: () => {} };
  const shop = await createShopHarness({ databaseUrl, logger });
  const { workspaceId, sourceId } = await shop.install();
  const { operator } = shop;
  const params = { workspaceId };

  const pair = async (name: string) => {
    const { code } = await operator('createConnectionCode', { params });
    const decoded = decodeConnectionCode(code);
    if (!decoded.ok) throw new Error(decoded.message);
    const { secretKey } = await generateEd25519();
    const body = await createPairRequest({ kind: 'wordpress', name, url: `https://${name}`, connection: decoded.connection, secretKey });
    const answer = await operator('pairSource', { body });
    return { sourceId: answer.sourceId, secretKey, key: await importSigningKey(secretKey) };
  };
  const site = await pair('bloom.example');
  const otherSite = await pair('other.example');
  const hook = await operator('createWebhookSource', { params, body: { name: 'Hook' } });
  const stripe = await operator('createStripeSource', { params, body: { name: 'Stripe' } });
  const signingSecret = generateSecret();
  await operator('setSourceSecret', { params: { ...params, sourceId: stripe.id }, body: { signingSecret } });
  const spare = await pair('spare.example');
  const connection = await operator('createConnection', {
    params,
    body: { destination: 'webhook', name: 'Hook out', settings: { url: 'https://hooks.example/in' } },
  });
  const mapping = { fields: { '/name': { do: 'path' as const, path: '/subject/name' } } };
  const spec = { trigger: { types: ['form.submitted'] }, steps: [{ key: 'send', connection: connection.id, operation: 'send', mapping }] };
  const flow = await operator('createFlow', { params, body: { name: 'Forms out', spec } });
  await operator('publishFlow', { params: { ...params, flowId: flow.id } });
  const hookSecret = new URL(hook.secretHookUrl).pathname.split('/').at(-1) as string;
  const token = await operator('createToken', { body: { name: 'fuzz' } });
  return {
    shop,
    fetch: shop.fetch,
    workspaceId,
    site,
    otherSite,
    hook: { sourceId: hook.id, key: await importSigningKey(hook.signingSecret), secret: hookSecret },
    stripe: { sourceId: stripe.id, signingSecret },
    shopify: { apiSecret: API_SECRET, sourceId },
    pool: { sourceId: spare.sourceId, connectionId: connection.id, flowId: flow.id, operation: 'send' },
    operatorToken: token.token,
    secrets: [site.secretKey, otherSite.secretKey, hook.signingSecret, hookSecret, signingSecret, API_SECRET, token.token],
    accepted: new Set(),
    statuses: {},
    faults,
    close: () => shop.close(),
  };
}

/** A request to the server; `body` as bytes, so that nothing is tidied on the way. */
export function request(
  path: string,
  init: { method?: string; body?: Uint8Array | string | undefined; headers?: Record<string, string> },
): Request {
  const { method = 'POST', body, headers = {} } = init;
  return new Request(ORIGIN + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined || method === 'GET' ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
}
