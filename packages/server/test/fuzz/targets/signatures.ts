import fc from 'fast-check';
import { sign, verify } from '@handoff/shared/event';
import { type Scheme, SCHEMES, signAs, tamper, tampering, toRequest } from '../signed.ts';
import { ask, hold, noteAccepted, type Target } from '../target.ts';

const schemes = Object.keys(SCHEMES) as Scheme[];

/** A right signature opens the door; after any change, the same request does not. */
export const signatures: Target = {
  name: 'a tampered request',
  share: 25,
  property: (world) =>
    fc.asyncProperty(fc.constantFrom(...schemes), fc.uint8Array({ maxLength: 80 }), tampering, async (scheme, body, change) => {
      const signed = await signAs(world, scheme, body);
      const tampered = tamper(scheme, signed, change);
      fc.pre(tampered !== undefined && JSON.stringify(tampered) !== JSON.stringify(signed));
      const refused = await ask(world, toRequest(scheme, tampered));
      hold(refused.status === 401, `${scheme} took a request that was changed after it was signed (${change.what}).`, refused);
    }),
};

/** Nobody is refused for what they say, once they have shown who they are; and the signature of one is none for another. */
export const ownKeysOnly: Target = {
  name: 'a signature of somebody else',
  share: 5,
  property: (world) =>
    fc.asyncProperty(fc.constantFrom('ed25519' as const, 'hmac' as const), fc.uint8Array({ maxLength: 40 }), async (scheme, body) => {
      const own = await signAs(world, scheme, body);
      const welcome = await ask(world, toRequest(scheme, own));
      hold(welcome.status !== 401, 'An honest signature was refused.', welcome);
      noteAccepted(world, welcome);
      const theirs =
        scheme === 'hmac'
          ? { ...own, path: '/v1/events', headers: { ...own.headers, 'handoff-source': world.otherSite.sourceId } }
          : { ...own, headers: { ...own.headers, 'handoff-source': world.otherSite.sourceId } };
      const refused = await ask(world, toRequest(scheme, theirs));
      hold(refused.status === 401, 'The signature of one source opened another.', refused);
    }),
};

/** Both schemes without the door around them: much faster, so that far more changes are tried. */
export const bareSignatures: Target = {
  name: 'both schemes of Standard Webhooks',
  share: 45,
  property: (world) =>
    fc.asyncProperty(
      fc.boolean(),
      fc.uint8Array({ maxLength: 64 }),
      fc.record({ place: fc.nat(), bit: fc.integer({ min: 0, max: 7 }), where: fc.constantFrom('body', 'signature', 'id', 'timestamp') }),
      async (asymmetric, body, { place, bit, where }) => {
        const key = asymmetric ? world.site.key : world.hook.key;
        const now = world.shop.clock.now();
        const headers = await sign([key], { id: 'msg_a1', timestamp: Math.floor(now / 1000), body });
        const flip = (bytes: Uint8Array) => bytes.map((byte, index) => (index === place % bytes.length ? byte ^ (1 << bit) : byte));
        fc.pre(where !== 'body' || body.length > 0);
        const scheme = asymmetric ? 'v1a' : 'v1';
        const raw = Buffer.from(headers['webhook-signature'].slice(scheme.length + 1), 'base64');
        const changed = {
          ...headers,
          ...(where === 'signature' ? { 'webhook-signature': `${scheme},${Buffer.from(flip(raw)).toString('base64')}` } : {}),
          ...(where === 'id' ? { 'webhook-id': `msg_a${2 + (place % 8)}` } : {}),
          ...(where === 'timestamp' ? { 'webhook-timestamp': String(Math.floor(now / 1000) - 1 - (place % 200)) } : {}),
        };
        const result = await verify([key], changed, where === 'body' ? flip(body) : body, { now });
        if (result.ok) throw new Error(`${scheme} took a message whose ${where} was changed.`);
        if (!(await verify([key], headers, body, { now })).ok) throw new Error(`${scheme} refused its own message.`);
      },
    ),
};
