import { createPairRequest, decodeConnectionCode, endpoints } from '@handoff/shared/api';
import { generateEd25519 } from '@handoff/shared/event';
import fc from 'fast-check';
import { PixelEvent, Submission } from '../../../../shopify-app/src/storefront/submission.ts';
import { fromSchema } from '../from-schema.ts';
import { hostileText, hostileValue, mutate, mutation, rawBody } from '../hostile.ts';
import { signAs, toRequest } from '../signed.ts';
import { ask, hold, type Target } from '../target.ts';
import { ORIGIN, request } from '../world.ts';

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value) ?? 'null');
const inPath = hostileText.map((text) => encodeURIComponent(text.toWellFormed()));
const mutated = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.tuple(arbitrary, fc.array(mutation, { maxLength: 2 })).map(([value, changes]) => mutate(value, changes));

export const pairing: Target = {
  name: 'pairing and the change of a key',
  share: 2,
  property: (world) =>
    fc.asyncProperty(
      fc.oneof(mutated(fromSchema(endpoints.pairSource.body)).map(json), rawBody),
      fc.oneof(mutated(fromSchema(endpoints.rotateSourceKey.body)).map(json), rawBody),
      async (pairBody, rotateBody) => {
        const paired = await ask(world, request('/v1/sources/pair', { body: pairBody }));
        hold([401, 413, 422].includes(paired.status), 'Somebody paired without a code.', paired);
        const rotated = await ask(world, request(`/v1/sources/${world.site.sourceId}/rotate-key`, { body: rotateBody }));
        hold([401, 413, 422].includes(rotated.status), 'Somebody changed the key of a site.', rotated);
      },
    ),
};

/** A code that is good, and a request that was changed on the way: the key, the address or the code. */
export const pairingChanged: Target = {
  name: 'a pairing that was changed on the way',
  share: 1,
  property: (world) =>
    fc.asyncProperty(fc.constantFrom('code', 'publicKey', 'url', 'proof'), fc.nat(), async (member, at) => {
      const { code } = await world.shop.operator('createConnectionCode', { params: { workspaceId: world.workspaceId } });
      const decoded = decodeConnectionCode(code);
      if (!decoded.ok) throw new Error(decoded.message);
      const { secretKey } = await generateEd25519();
      const site = { kind: 'wordpress', name: 'New', url: 'https://new.example/path', connection: decoded.connection, secretKey };
      const body = await createPairRequest(site);
      const text = body[member as 'code'];
      const place = text.length - 2 - (at % Math.min(12, text.length - 4));
      const changed = text.slice(0, place) + (text[place] === 'a' ? 'b' : 'a') + text.slice(place + 1);
      const answered = await ask(world, request('/v1/sources/pair', { body: JSON.stringify({ ...body, [member]: changed }) }));
      hold([401, 422].includes(answered.status), `A pairing whose ${member} was changed was taken.`, answered);
    }),
};

export const visitors: Target = {
  name: 'addresses anybody may open',
  share: 3,
  property: (world) =>
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'),
      fc.oneof(
        fc
          .record({ state: hostileText, code: hostileText, error: hostileText, error_description: hostileText }, { requiredKeys: [] })
          .map((query) => `/oauth/callback?${new URLSearchParams(query as Record<string, string>).toString()}`),
        inPath.map((id) => `/v1/sources/${id}/challenge`),
        fc.constant('SITE'),
        inPath.map((name) => `/shopify/assets/${name}`),
        fc.tuple(inPath, inPath).map(([path, shop]) => `/shopify/${path}?shop=${shop}&embedded=1&locale=${shop}`),
        inPath.map((path) => `/${path}`),
        inPath.map((path) => `/v1/${path}`),
        fc.constantFrom('/health', '/openapi.json', '/metrics', '/shopify', '/shopify/', '/console', '/console/'),
      ),
      fc.dictionary(
        fc.constantFrom(
          'accept',
          'origin',
          'accept-language',
          'cookie',
          'host',
          'x-forwarded-host',
          'sec-fetch-dest',
          'access-control-request-method',
        ),
        fc.oneof(
          fc.constantFrom('text/html', 'https://evil.example', 'null', 'iframe'),
          hostileText.filter((text) => /^[\x20-\x7e]*$/.test(text)),
        ),
      ),
      async (method, chosen, headers) => {
        const path = chosen === 'SITE' ? `/v1/sources/${world.site.sourceId}/challenge` : chosen;
        const response = await world.fetch(request(path, { method, headers, ...(['GET', 'HEAD'].includes(method) ? {} : { body: '{}' }) }));
        const allowed = response.headers.get('access-control-allow-origin');
        if (allowed !== null && allowed !== 'https://bloom.example' && allowed !== '*')
          throw new Error(`Pages of ${allowed} may read ${path}.`);
        if (allowed === '*' && response.headers.has('access-control-allow-credentials'))
          throw new Error('Anybody’s page may read with credentials.');
        await ask(world, request(path, { method, headers, ...(['GET', 'HEAD'].includes(method) ? {} : { body: '{}' }) }));
      },
    ),
};

const formOf = (name: string) => hostileText.map((text) => new URLSearchParams({ [name]: text }).toString());

export const signIn: Target = {
  name: 'the sign-in of members',
  share: 2,
  property: (world) =>
    fc.asyncProperty(
      fc.oneof(
        formOf('email').map((body) => ({ method: 'POST', path: '/console/sign-in', body })),
        formOf('link').map((body) => ({ method: 'POST', path: '/console/sign-in/link', body })),
        inPath.map((secret) => ({ method: 'GET', path: `/console/sign-in/link/${secret}`, body: undefined })),
        fc.record({ state: hostileText, code: hostileText, iss: hostileText, error: hostileText }, { requiredKeys: [] }).map((query) => ({
          method: 'GET',
          path: `/console/sign-in/callback?${new URLSearchParams(query as Record<string, string>).toString()}`,
          body: undefined,
        })),
        fc.constant({ method: 'GET', path: '/console/sign-in/oidc', body: undefined }),
        fc.constant({ method: 'GET', path: '/v1/session', body: undefined }),
      ),
      fc.dictionary(
        fc.constantFrom('cookie', 'origin', 'sec-fetch-site', 'user-agent', 'x-csrf-token'),
        fc.oneof(
          fc.constantFrom(ORIGIN, 'https://evil.example', 'handoff=x', 'same-origin', '__Host-handoff=a; __Host-handoff-oidc=e30'),
          hostileText.filter((text) => /^[\x20-\x7e]*$/.test(text)),
        ),
      ),
      async ({ method, path, body }, headers) => {
        const response = await world.fetch(
          request(path, { method, body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } }),
        );
        const cookies = response.headers.getSetCookie().filter((cookie) => !/max-age=0|handoff-oidc/i.test(cookie));
        if (cookies.length > 0) throw new Error(`Somebody was signed in: ${cookies.join(' ')}`);
        await ask(world, request(path, { method, body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } }));
      },
    ),
};

export const storefront: Target = {
  name: 'what a shop’s visitors post',
  share: 3,
  property: (world) =>
    fc.asyncProperty(
      fc.oneof(mutated(fromSchema(Submission)).map(json), rawBody),
      fc.oneof(mutated(fromSchema(PixelEvent)).map(json), hostileValue.map(json), rawBody),
      async (form, pixel) => {
        const posted = await ask(world, toRequest('shopifyProxy', await signAs(world, 'shopifyProxy', form)));
        hold([200, 413, 422, 429].includes(posted.status), 'A form was neither kept nor told what is wrong with it.', posted);
        const seen = await ask(world, request('/shopify/pixel', { body: pixel }));
        hold([200, 413, 422, 429].includes(seen.status), 'What the pixel said was neither kept nor refused.', seen);
      },
    ),
};

export const shopifyWebhooks: Target = {
  name: 'webhooks of Shopify',
  share: 2,
  property: (world) =>
    fc.asyncProperty(fc.oneof(hostileValue.map(json), rawBody), hostileText, hostileText, async (body, topic, id) => {
      const signed = await signAs(world, 'shopifyWebhook', body);
      const plain = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, '').trim();
      const headers = {
        ...signed.headers,
        'x-shopify-topic': plain(topic),
        'x-shopify-webhook-id': plain(id),
        'x-shopify-triggered-at': plain(topic),
      };
      const answered = await ask(world, toRequest('shopifyWebhook', { ...signed, headers }));
      hold(answered.status === 200, 'A webhook that Shopify signed was refused.', answered);
    }),
};
