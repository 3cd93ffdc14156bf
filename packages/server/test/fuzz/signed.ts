import { createHmac, randomBytes } from 'node:crypto';
import { publicKeyOf, sign } from '@handoff/shared/event';
import fc from 'fast-check';
import { importJWK, SignJWT } from 'jose';
import { proxySignature } from '../../../shopify-app/testing/webhooks/sign.ts';
import { ORIGIN, request, type World } from './world.ts';

/** A request that is right, in parts that can be tampered with one by one. */
export interface Signed {
  path: string;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** Every way of signing this server knows. `bytes`: whether the signature covers the body. */
export const SCHEMES = {
  ed25519: { header: 'webhook-signature', bytes: true },
  hmac: { header: 'webhook-signature', bytes: true },
  stripe: { header: 'stripe-signature', bytes: true },
  shopifyWebhook: { header: 'x-shopify-hmac-sha256', bytes: true },
  shopifyProxy: { header: 'signature', bytes: false },
  shopifySession: { header: 'authorization', bytes: false },
  panelJwt: { header: 'authorization', bytes: false },
} as const;
export type Scheme = keyof typeof SCHEMES;

/** Signs as an honest sender of that kind does. */
export async function signAs(world: World, scheme: Scheme, body: Uint8Array): Promise<Signed> {
  const now = world.shop.clock.now();
  const message = { id: `msg_${randomBytes(6).toString('hex')}`, timestamp: Math.floor(now / 1000), body };
  switch (scheme) {
    case 'ed25519':
      return { path: '/v1/events', headers: { 'handoff-source': world.site.sourceId, ...(await sign([world.site.key], message)) }, body };
    case 'hmac':
      return { path: `/v1/hooks/${world.hook.sourceId}`, headers: { ...(await sign([world.hook.key], message)) }, body };
    case 'stripe':
      return {
        path: `/v1/hooks/${world.stripe.sourceId}`,
        headers: { 'stripe-signature': stripeHeader(body, world.stripe.signingSecret, now) },
        body,
      };
    case 'shopifyWebhook':
      return {
        path: '/shopify/webhooks',
        headers: {
          'x-shopify-hmac-sha256': createHmac('sha256', world.shopify.apiSecret).update(body).digest('base64'),
          'x-shopify-topic': 'fuzz/topic',
          'x-shopify-shop-domain': 'nowhere.myshopify.com',
          'x-shopify-webhook-id': message.id,
        },
        body,
      };
    case 'shopifyProxy': {
      const query = new URLSearchParams({
        shop: world.shop.shop.domain,
        logged_in_customer_id: '',
        path_prefix: '/apps/handoff',
        timestamp: String(message.timestamp),
      });
      query.set('signature', proxySignature(query, world.shopify.apiSecret));
      return { path: `/shopify/proxy/forms?${query.toString()}`, headers: {}, body };
    }
    case 'shopifySession':
      return { path: '/shopify/api/settings', headers: { authorization: `Bearer ${await world.shop.shop.sessionToken()}` }, body };
    case 'panelJwt':
      return {
        path: `/v1/workspaces/${world.workspaceId}/flows`,
        headers: { authorization: `Bearer ${await panelToken(world, world.site)}` },
        body,
      };
  }
}

function stripeHeader(body: Uint8Array, secret: string, now: number): string {
  const timestamp = Math.floor(now / 1000);
  return `t=${timestamp},v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
}

/** What a site's back end vouches with. */
export async function panelToken(world: World, site: { sourceId: string; secretKey: string }): Promise<string> {
  const d = Buffer.from(site.secretKey.replace('whsk_', ''), 'base64').subarray(0, 32).toString('base64url');
  const x = Buffer.from((await publicKeyOf(site.secretKey)).replace('whpk_', ''), 'base64').toString('base64url');
  const now = Math.floor(world.shop.clock.now() / 1000);
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d, x }, 'EdDSA');
  return new SignJWT({ iss: site.sourceId, aud: ORIGIN, iat: now, exp: now + 60, sub: 'Ada' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(key);
}

/** A change of a signed request after it was signed. */
export interface Tampering {
  what: 'flipBody' | 'addByte' | 'cutByte' | 'flipSignature' | 'cutSignature' | 'dropSignature' | 'later' | 'scheme' | 'query';
  at: number;
  bit: number;
}

export const tampering: fc.Arbitrary<Tampering> = fc.record({
  what: fc.constantFrom('flipBody', 'addByte', 'cutByte', 'flipSignature', 'cutSignature', 'dropSignature', 'later', 'scheme', 'query'),
  at: fc.nat(),
  bit: fc.integer({ min: 0, max: 7 }),
});

/** Tampers; undefined where that change means nothing to this scheme (a body it does not sign, say). */
export function tamper(scheme: Scheme, signed: Signed, { what, at, bit }: Tampering): Signed | undefined {
  const { header, bytes } = SCHEMES[scheme];
  const { path, headers, body } = signed;
  switch (what) {
    case 'flipBody':
      return bytes && body.length > 0 ? { ...signed, body: flip(body, at, bit) } : undefined;
    case 'addByte':
      return bytes ? { ...signed, body: Uint8Array.from([...body, bit]) } : undefined;
    case 'cutByte':
      return bytes && body.length > 0 ? { ...signed, body: body.subarray(0, -1) } : undefined;
    case 'flipSignature':
      return withSignature(scheme, signed, (raw) => flip(raw, at, bit));
    case 'cutSignature':
      return withSignature(scheme, signed, (raw) => raw.subarray(0, at % raw.length));
    case 'dropSignature':
      if (scheme === 'shopifyProxy') return { ...signed, path: path.replace(/&signature=[^&]*/, '') };
      return { ...signed, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== header)) };
    case 'later': {
      if (scheme === 'shopifyProxy')
        return { ...signed, path: path.replace(/timestamp=(\d+)/, (_, time: string) => `timestamp=${Number(time) + 1 + bit}`) };
      if (scheme === 'stripe')
        return {
          ...signed,
          headers: {
            ...headers,
            [header]: (headers[header] as string).replace(/t=(\d+)/, (_, time: string) => `t=${Number(time) + 1 + bit}`),
          },
        };
      if (headers['webhook-timestamp'] === undefined) return undefined;
      return { ...signed, headers: { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1 + bit) } };
    }
    case 'scheme':
      if (headers['webhook-signature'] === undefined) return undefined;
      return {
        ...signed,
        headers: { ...headers, 'webhook-signature': headers['webhook-signature'].replace(/^v1a?/, (is) => (is === 'v1' ? 'v1a' : 'v1')) },
      };
    case 'query':
      return scheme === 'shopifyProxy'
        ? { ...signed, path: `${path}&${['logged_in_customer_id=1', 'x=1', 'shop=a.myshopify.com', 'signature='][at % 4]}` }
        : undefined;
  }
}

/** Changes the signature's own bytes, whatever they are written in. */
function withSignature(scheme: Scheme, signed: Signed, change: (raw: Buffer) => Uint8Array): Signed {
  const { header } = SCHEMES[scheme];
  const { headers, path } = signed;
  const value = headers[header] ?? '';
  const again = (text: string, encoding: 'base64' | 'base64url' | 'hex') =>
    Buffer.from(change(Buffer.from(text, encoding))).toString(encoding);
  const changed = (text: string): string => {
    if (scheme === 'stripe') return text.replace(/v1=(\w+)/, (_, hex: string) => `v1=${again(hex, 'hex')}`);
    if (scheme === 'shopifyWebhook') return again(text, 'base64');
    if (header === 'authorization') return text.replace(/[^.]+$/, (part) => again(part, 'base64url'));
    return text.replace(/,(.+)$/, (_, part: string) => `,${again(part, 'base64')}`);
  };
  if (scheme === 'shopifyProxy')
    return { ...signed, path: path.replace(/signature=(\w+)/, (_, hex: string) => `signature=${again(hex, 'hex')}`) };
  return { ...signed, headers: { ...headers, [header]: changed(value) } };
}

function flip(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const place = at % copy.length;
  copy[place] = (copy[place] as number) ^ (1 << bit);
  return copy;
}

/** As a request; the panel's routes and the shop's settings are read, all else is posted. */
export function toRequest(scheme: Scheme, { path, headers, body }: Signed): Request {
  const reads = scheme === 'panelJwt' || scheme === 'shopifySession';
  return request(path, { method: reads ? 'GET' : 'POST', headers, body });
}
