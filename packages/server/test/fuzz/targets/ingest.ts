import { endpoints } from '@handoff/shared/api';
import { Envelope } from '@handoff/shared/event';
import fc from 'fast-check';
import { fromSchema } from '../from-schema.ts';
import { hostileText, hostileValue, mutate, mutation, rawBody } from '../hostile.ts';
import { type Scheme, signAs, toRequest } from '../signed.ts';
import { ask, hold, noteAccepted, type Target } from '../target.ts';
import { request } from '../world.ts';
import { stripeEvent } from '../../../src/sources/stripe/samples.ts';

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value) ?? 'null');
const kinds = fc.option(fc.constantFrom('form.submitted', 'order.created', 'order.refunded', 'customer.created', 'checkout.abandoned'), {
  nil: undefined,
});
const envelope = fc
  .tuple(fromSchema(Envelope), kinds, fc.array(mutation, { maxLength: 3 }))
  .map(([value, type, changes]) => mutate({ ...(value as object), ...(type === undefined ? {} : { type }) }, changes));
const batch = fc.array(fc.oneof(envelope, hostileValue), { maxLength: 5 }).map((events) => ({ events }));
const known = fc
  .tuple(fromSchema(endpoints.knownEvents.body), fc.array(mutation, { maxLength: 2 }))
  .map(([value, changes]) => mutate(value, changes));

/** Answers that say the door understood: kept, not an envelope, too large, too much. */
const UNDERSTOOD = new Set([200, 202, 413, 422, 429]);

export const ingest: Target = {
  name: 'events of a paired site',
  share: 6,
  property: (world) =>
    fc.asyncProperty(
      fc.oneof({ weight: 4, arbitrary: fc.oneof(envelope, batch).map(json) }, { weight: 1, arbitrary: rawBody }),
      async (body) => {
        const answered = await ask(world, toRequest('ed25519', await signAs(world, 'ed25519', body)));
        hold(UNDERSTOOD.has(answered.status), 'A signed body was neither kept nor told what is wrong with it.', answered);
        noteAccepted(world, answered);
      },
    ),
};

export const asking: Target = {
  name: 'what is known already',
  share: 1,
  property: (world) =>
    fc.asyncProperty(fc.oneof(known.map(json), rawBody), async (body) => {
      const signed = { ...(await signAs(world, 'ed25519', body)), path: '/v1/events/known' };
      const answered = await ask(world, toRequest('ed25519', signed));
      hold(UNDERSTOOD.has(answered.status), 'The question was neither answered nor refused.', answered);
    }),
};

const contentType = fc.constantFrom(
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  '',
  'application/json; charset=utf-16',
);
const formBody = fc
  .array(fc.tuple(hostileText, hostileText), { maxLength: 6 })
  .map((pairs) => new TextEncoder().encode(new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()));
const multipart = fc
  .array(fc.tuple(hostileText, hostileText), { maxLength: 4 })
  .map((parts) =>
    new TextEncoder().encode(
      `${parts.map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--x--\r\n`,
    ),
  );
const hookBody = fc.oneof(hostileValue.map(json), envelope.map(json), rawBody, formBody, multipart);

export const hooks: Target = {
  name: 'webhook sources',
  share: 5,
  property: (world) =>
    fc.asyncProperty(fc.boolean(), hookBody, contentType, hostileText, async (bySecret, body, type, key) => {
      const headers: Record<string, string> = { 'content-type': type };
      if (/^[\x20-\x7e]+$/.test(key)) headers['idempotency-key'] = key;
      const signed = await signAs(world, 'hmac', body);
      const asked = bySecret
        ? request(`/v1/hooks/${world.hook.sourceId}/${world.hook.secret}`, { body, headers })
        : request(signed.path, { body, headers: { ...headers, ...signed.headers } });
      const answered = await ask(world, asked);
      hold(UNDERSTOOD.has(answered.status), 'A post was neither kept nor told what is wrong with it.', answered);
      noteAccepted(world, answered);
    }),
};

const stripeBody = fc
  .tuple(
    fc.constantFrom(
      'charge.succeeded',
      'charge.refunded',
      'checkout.session.completed',
      'invoice.paid',
      'customer.created',
      'customer.subscription.updated',
      'x.y',
    ),
    hostileValue,
    fc.array(mutation, { maxLength: 4 }),
  )
  .map(([type, object, changes]) =>
    mutate(
      stripeEvent(type, (typeof object === 'object' && object !== null ? object : { id: object }) as Record<string, unknown>),
      changes,
    ),
  );

export const stripe: Target = {
  name: 'a Stripe source',
  share: 3,
  property: (world) =>
    fc.asyncProperty(fc.oneof(stripeBody.map(json), rawBody), async (body) => {
      const answered = await ask(world, toRequest('stripe', await signAs(world, 'stripe', body)));
      hold(UNDERSTOOD.has(answered.status), 'An event of Stripe was neither kept nor told what is wrong with it.', answered);
      noteAccepted(world, answered);
    }),
};

/** Nobody signed these: whatever they say, they get nowhere. */
export const strangers: Target = {
  name: 'unsigned posts with hostile headers',
  share: 3,
  property: (world) =>
    fc.asyncProperty(
      fc.constantFrom<Scheme | 'secret'>('ed25519', 'hmac', 'stripe', 'shopifyWebhook', 'secret'),
      rawBody,
      fc.dictionary(
        fc.constantFrom(
          'webhook-id',
          'webhook-timestamp',
          'webhook-signature',
          'stripe-signature',
          'x-shopify-hmac-sha256',
          'authorization',
          'content-type',
          'x-forwarded-for',
        ),
        hostileText.filter((text) => /^[\x20-\x7e]*$/.test(text)),
      ),
      hostileText,
      async (scheme, body, headers, secret) => {
        const path =
          scheme === 'secret'
            ? `/v1/hooks/${world.hook.sourceId}/${encodeURIComponent(secret.toWellFormed())}`
            : (await signAs(world, scheme, body)).path;
        const answered = await ask(world, request(path, { body, headers: { 'handoff-source': world.site.sourceId, ...headers } }));
        hold([401, 404, 413].includes(answered.status), 'A stranger got in.', answered);
      },
    ),
};
