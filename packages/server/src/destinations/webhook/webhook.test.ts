import { verify, importKey } from '@handoff/shared/event';
import { describe, expect, it } from 'vitest';
import { createCallContext, createGuardedFetch, DestinationFailure, type RecordedExchange } from '../kit/index.ts';
import { describeDestination } from '../testing/contract.ts';
import { NOW } from '../testing/faults.ts';
import { ADDRESS, examples, SECRET, settings } from './examples.ts';
import { webhook } from './index.ts';
import { messageId } from './message.ts';
import { Settings } from './settings.ts';
import { createWebhookTwin } from './twin.ts';

const twinOf = () => createWebhookTwin({ url: ADDRESS, secret: SECRET, now: () => NOW });

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

describe('webhook', () => {
  const run = (parts: {
    settings?: Settings;
    fetch?: (request: Request) => Promise<Response>;
    now?: number;
    idempotencyKey?: string;
    baseUrl?: string;
    traceparent?: string;
  }) => {
    const recorded: RecordedExchange[] = [];
    const ctx = createCallContext<Settings>({
      definition: webhook,
      settings: parts.settings ?? settings,
      fetch: parts.fetch ?? twinOf().fetch,
      baseUrlOverride: parts.baseUrl,
      idempotencyKey: parts.idempotencyKey ?? 'd1',
      eventId: 'e1',
      traceparent: parts.traceparent,
      now: () => parts.now ?? NOW,
      record: (exchange) => recorded.push(exchange),
    });
    return { recorded, sent: webhook.operations['send']?.perform(ctx, { type: 'form.submitted', data: { name: 'Zoë 🎈' } }) };
  };
  const failure = async (work: Promise<unknown> | undefined) => {
    const error = await work?.then(
      () => expect.unreachable('it should have failed'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof DestinationFailure)) throw error;
    return error.classification as { kind: string; code: string; message: string };
  };

  it('sends exactly the mapped message, with own headers, a verifiable signature and the address as entered', async () => {
    let seen: Request | undefined;
    const { sent } = run({ fetch: async (request) => ((seen = request.clone()), Response.json({})) });
    expect(await sent).toEqual({ id: 'd1', effect: 'sent' });
    const body = (await seen?.text()) ?? '';
    expect(JSON.parse(body)).toEqual({ type: 'form.submitted', data: { name: 'Zoë 🎈' } });
    expect(seen?.url).toBe(ADDRESS);
    expect(seen?.headers.get('x-receiver-key')).toBe('receiver-key-0815');
    expect(await verify([await importKey(SECRET)], seen?.headers ?? new Headers(), body, { now: NOW })).toMatchObject({
      ok: true,
      id: 'd1',
    });
  });

  it('hands the trace on to its receiver, where there is one', async () => {
    const seen: (string | null)[] = [];
    const fetch = async (request: Request) => (seen.push(request.headers.get('traceparent')), Response.json({}));
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await run({ fetch, traceparent }).sent;
    await run({ fetch }).sent;
    expect(seen).toEqual([traceparent, null]);
  });

  it('is refused by the receiver when signed with another secret, and asks for the right one', async () => {
    const other = { ...settings, secret: `whsec_${Buffer.alloc(32, 8).toString('base64')}` };
    expect(await failure(run({ settings: other }).sent)).toMatchObject({ kind: 'reauth' });
  });

  it('sends nothing unsigned', async () => {
    const twin = twinOf();
    expect(await failure(run({ settings: { url: ADDRESS }, fetch: twin.fetch }).sent)).toMatchObject({ kind: 'reauth', code: 'no_secret' });
    expect(twin.requests).toEqual([]);
  });

  it.each([
    [400, { kind: 'permanent' }],
    [404, { kind: 'retry', code: 'not_found' }],
    [409, { kind: 'retry' }],
    [410, { kind: 'permanent', code: 'endpoint_gone' }],
    [502, { kind: 'retry' }],
    [504, { kind: 'retry' }],
  ])('reads %i', async (status, expected) => {
    expect(await failure(run({ fetch: async () => new Response('no', { status }) }).sent)).toMatchObject(expected);
  });

  it.each([200, 201, 202, 204, 299])('takes %i for received', async (status) => {
    await expect(run({ fetch: async () => new Response(null, { status }) }).sent).resolves.toMatchObject({ effect: 'sent' });
  });

  it('tells what the receiver wrote', async () => {
    const { message } = await failure(run({ fetch: async () => new Response('field "email" is required', { status: 422 }) }).sent);
    expect(message).toContain('field "email" is required');
  });

  it('refuses an address inside the house, and plain http', async () => {
    const fetch = createGuardedFetch({ allowPrivate: false, resolve: async () => [{ address: '10.0.0.8', family: 4 }] });
    expect(await failure(run({ fetch }).sent)).toMatchObject({ kind: 'permanent', code: 'private_address' });
    expect(await failure(run({ fetch, settings: { ...settings, url: 'http://hooks.studio.example/' } }).sent)).toMatchObject({
      kind: 'permanent',
      code: 'https_required',
    });
    await fetch.close();
  });

  it("keeps the receiver's key in the address out of the record", async () => {
    const { sent, recorded } = run({});
    await sent;
    expect(recorded).toHaveLength(1);
    expect(JSON.stringify(recorded)).not.toContain('9f8e7d6c5b4a');
  });

  it('keeps a delivery key that may be a message id, and hashes one that may not', () => {
    expect(messageId('01K9-step:1')).toBe('01K9-step:1');
    expect(messageId('order.created:1')).toMatch(/^msg_[\w-]{43}$/);
    expect(messageId('order.created:1')).toBe(messageId('order.created:1'));
    expect(messageId('order.created:1')).not.toBe(messageId('order.created:2'));
  });

  it.each([
    ['no address', { url: 'hooks.studio.example' }],
    ['another protocol', { url: 'ftp://hooks.studio.example/' }],
    ['a password in the address', { url: 'https://u:p@hooks.studio.example/' }],
    ['a secret of another kind', { url: ADDRESS, secret: 'hunter2' }],
    ['a header that would break the signature', { url: ADDRESS, headers: { 'Webhook-Id': 'x' } }],
    ['a header that would break the request', { url: ADDRESS, headers: { 'Content-Length': '3' } }],
    ['a line break in a header', { url: ADDRESS, headers: { 'x-a': 'b\r\nc: d' } }],
  ])('settings refuse %s', (_, wrong) => expect(Settings.safeParse(wrong).success).toBe(false));
});
