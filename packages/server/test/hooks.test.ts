import { importSigningKey, sign, type Envelope } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import type { Logger } from '../src/observe/logger.ts';
import { createHarness, formSubmission, type Harness, jsonRequest } from './support/harness.ts';

let server: Harness;
let hook: { id: string; signed: string; secret: string; signingSecret: string };

beforeEach(async () => {
  server = await createHarness({ env: { HANDOFF_MAX_BODY_BYTES: '20000', HANDOFF_SOURCE_EVENTS_PER_MINUTE: '600' } });
  const made = await server.client('createWebhookSource', {
    params: { workspaceId: server.workspaceId },
    body: { name: 'Landing page', settings: { country: 'DE' } },
  });
  hook = {
    id: made.id,
    signed: new URL(made.hookUrl).pathname,
    secret: new URL(made.secretHookUrl).pathname,
    signingSecret: made.signingSecret,
  };
});
afterEach(() => server.close());

const post = (body: BodyInit, headers: Record<string, string> = {}, path = hook.secret) =>
  server.app.fetch(new Request(`https://handoff.test${path}`, { method: 'POST', body, headers }));
const postJson = (body: unknown, headers: Record<string, string> = {}) => server.app.fetch(jsonRequest(hook.secret, body, headers));

async function postSigned(body: unknown, options: { id?: string; secret?: string; at?: number; sent?: string } = {}): Promise<Response> {
  const text = JSON.stringify(body);
  const key = await importSigningKey(options.secret ?? hook.signingSecret);
  const headers = await sign([key], {
    id: options.id ?? 'msg_1',
    timestamp: Math.floor((options.at ?? server.clock.now()) / 1000),
    body: text,
  });
  return server.app.fetch(jsonRequest(hook.signed, options.sent ?? text, { ...headers }));
}

const stored = async () => {
  const rows = await server.store.db.selectFrom('events').selectAll().orderBy('seq').execute();
  return rows.map((row) => ({ ...row, envelope: JSON.parse(row.body) as Envelope }));
};
const errorOf = async (response: Response) => [response.status, ((await response.json()) as { error: { code: string } }).error.code];

describe('the signed address', () => {
  test('takes any JSON, kept before the answer', async () => {
    const answer = await postSigned({ 'your-email': 'ada@example.com', budget: 1200 });
    expect(answer.status).toBe(202);
    const { eventId } = (await answer.json()) as { eventId: string };
    expect(await stored()).toMatchObject([
      {
        id: eventId,
        source_id: hook.id,
        type: 'form.submitted',
        envelope: { data: { fields: { 'your-email': 'ada@example.com', budget: 1200 } } },
      },
    ]);
  });

  test('the same message again, later and signed anew, is answered with the first id', async () => {
    const { eventId } = (await (await postSigned({ email: 'ada@example.com' }, { id: 'msg_7' })).json()) as { eventId: string };
    server.clock.advance(3_600_000);
    expect(await (await postSigned({ email: 'ada@example.com' }, { id: 'msg_7' })).json()).toEqual({ eventId, status: 'repeat' });
    expect(await (await postSigned({ email: 'ada@example.com' }, { id: 'msg_8' })).json()).toMatchObject({ status: 'accepted' });
  });

  test.each([
    ['another secret', { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' }, 'signature_invalid'],
    ['a body changed on its way', { sent: '{"email":"eve@example.com"}' }, 'signature_invalid'],
    ['a signature of an hour ago', { at: Date.UTC(2026, 10, 21, 11) }, 'clock_skew'],
  ])('%s is refused and nothing is kept', async (_, options, code) => {
    expect(await errorOf(await postSigned({ email: 'ada@example.com' }, options))).toEqual([401, code]);
    expect(await stored()).toEqual([]);
  });

  test('a site that calls its own kind "constructor" has no hook', async () => {
    const site = await server.pair('odd.example', 'constructor');
    expect(await errorOf(await site.post({}, { path: `/v1/hooks/${site.sourceId}` }))).toEqual([401, 'source_unknown']);
  });

  test('an unsigned post is told what is missing', async () => {
    expect(await errorOf(await post('{}', { 'content-type': 'application/json' }, hook.signed))).toEqual([401, 'signature_missing']);
  });
});

describe('the secret address', () => {
  test('a wrong secret, an unknown source and a paired site are told the same', async () => {
    const site = await server.pair();
    const bodies = await Promise.all(
      [`/v1/hooks/${hook.id}/wrong`, `/v1/hooks/src_nobody/${hook.secret.split('/').at(-1)}`, `/v1/hooks/${site.sourceId}/wrong`].map(
        async (path) => {
          const answer = await post('{}', {}, path);
          expect(answer.status).toBe(401);
          return answer.text();
        },
      ),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('source_unknown');
    expect(await stored()).toEqual([]);
  });

  test('the secret of one source does not open another', async () => {
    const other = await server.client('createWebhookSource', { params: { workspaceId: server.workspaceId }, body: { name: 'Other' } });
    expect((await post('{}', {}, `/v1/hooks/${other.id}/${hook.secret.split('/').at(-1)}`)).status).toBe(401);
  });

  test('is never logged, also when the server fails', async () => {
    const lines: string[] = [];
    const write = (fields: Record<string, unknown>, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
    const logger: Logger = { info: write, warn: write, error: write, debug: write };
    const failing = createApp({ ...server.runtime.deps, logger, receive: () => Promise.reject(new Error('broken')) });
    const answer = await failing.fetch(jsonRequest(hook.secret, { email: 'ada@example.com' }));
    expect(answer.status).toBe(500);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`/v1/hooks/${hook.id}/`);
    expect(lines.join()).not.toContain(hook.secret.split('/').at(-1));
  });

  test('an Idempotency-Key makes a repeat a repeat; without one every post is its own event', async () => {
    const { eventId } = (await (await postJson({ email: 'ada@example.com' }, { 'idempotency-key': 'zap-1' })).json()) as {
      eventId: string;
    };
    expect(await (await postJson({ email: 'ada@example.com' }, { 'idempotency-key': 'zap-1' })).json()).toEqual({
      eventId,
      status: 'repeat',
    });
    expect(await (await postJson({ email: 'ada@example.com' })).json()).toMatchObject({ status: 'accepted' });
    expect(await (await postJson({ email: 'ada@example.com' })).json()).toMatchObject({ status: 'accepted' });
    expect(await stored()).toHaveLength(3);
  });

  test('a form sent twice by a double click goes on once', async () => {
    await postJson({ email: 'ada@example.com', message: 'Do you repair clocks?' });
    await postJson({ email: 'ada@example.com', message: 'Do you repair clocks?' });
    await server.drain();
    expect((await stored()).map(({ verdict }) => verdict)).toEqual(['accept', 'duplicate']);
  });
});

describe('what a body becomes', () => {
  test('an envelope is taken as it is, unknown and misunderstood parts too', async () => {
    const event = { ...formSubmission({ type: 'order.created' }), extra: { a: 1 }, signals: 'none' };
    const answer = await postJson(event);
    expect(await answer.json()).toMatchObject({ status: 'accepted', problems: [{ path: '/signals' }] });
    expect(await stored()).toMatchObject([{ type: 'order.created', idempotency_key: event.idempotencyKey, envelope: event }]);
  });

  test('the source says which type the rest becomes', async () => {
    const params = { workspaceId: server.workspaceId, sourceId: hook.id };
    await server.client('updateSource', { params, body: { settings: { eventType: 'custom.webinar_joined' } } });
    await postJson({ email: 'ada@example.com' });
    expect(await stored()).toMatchObject([{ type: 'custom.webinar_joined' }]);
  });

  test('a form post: repeated names make a list', async () => {
    expect((await post(new URLSearchParams('Vorname=Ada&E-Mail=ada%40example.com&topic=clocks&topic=watches'))).status).toBe(202);
    const [event] = await stored();
    expect(event?.envelope.data['fields']).toEqual({ Vorname: 'Ada', 'E-Mail': 'ada@example.com', topic: ['clocks', 'watches'] });
    expect(event?.envelope.subject).toMatchObject({ email: 'ada@example.com', firstName: 'Ada' });
  });

  test('a multipart form: of a file only what it is', async () => {
    const form = new FormData();
    form.set('email', 'ada@example.com');
    form.set('cv', new File(['a secret life'], 'cv.pdf', { type: 'application/pdf' }));
    expect((await post(form)).status).toBe(202);
    expect((await stored())[0]?.envelope.data['fields']).toEqual({
      email: 'ada@example.com',
      cv: { file: 'cv.pdf', type: 'application/pdf', size: 13 },
    });
  });

  test('JSON under a form’s content type, as `curl -d` sends it', async () => {
    expect((await post('{"email":"ada@example.com"}', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(202);
    expect((await stored())[0]?.envelope.data['fields']).toEqual({ email: 'ada@example.com' });
  });

  test('a list or a single value is kept too', async () => {
    await postJson([{ email: 'ada@example.com' }]);
    await postJson('42');
    expect((await stored()).map(({ envelope }) => envelope.data['fields'])).toEqual([
      { body: [{ email: 'ada@example.com' }] },
      { body: 42 },
    ]);
  });

  test('members no program should read are left out and named', async () => {
    const answer = await postJson('{"email":"ada@example.com","__proto__":{"admin":true}}');
    expect(await answer.json()).toMatchObject({
      status: 'accepted',
      problems: [{ message: expect.stringContaining('__proto__') as string }],
    });
    const form = await post(new URLSearchParams({ constructor: 'x', email: 'ada@example.com' }));
    expect(await form.json()).toMatchObject({ problems: [{ message: expect.stringContaining('constructor') as string }] });
  });

  test.each([
    [
      { 'Your E-mail': ' ada@example.com ', 'your-name': 'Ada Lovelace', Telefon: '030 1234567' },
      { email: 'ada@example.com', name: 'Ada Lovelace', phone: '030 1234567', country: 'DE' },
    ],
    [
      { prénom: 'Ada', nom: 'Lovelace', courriel: 'ada@example.com' },
      { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
    ],
    [
      { nome: 'Ada', cognome: 'Lovelace', 'indirizzo e-mail': 'ada@example.com' },
      { firstName: 'Ada', lastName: 'Lovelace' },
    ],
    [
      { Nombre: 'Ada Lovelace', 'Correo electrónico': 'ada@example.com', Empresa: 'Analytical' },
      { name: 'Ada Lovelace', company: 'Analytical' },
    ],
    [
      { form: { name: 'Contact' }, contact: { name: 'Ada', company: { name: 'Analytical' }, email: 'ada@example.com' } },
      { name: 'Ada', company: 'Analytical', email: 'ada@example.com' },
    ],
    [
      {
        fields: [
          { label: 'E-mail', value: 'ada@example.com' },
          { key: 'q2', label: 'First name', value: 'Ada' },
        ],
      },
      { email: 'ada@example.com', firstName: 'Ada' },
    ],
    [{ kontakt_mail_1: 'ada@example.com' }, { email: 'ada@example.com' }],
  ])('who %j is about', async (body, subject) => {
    await postJson(body);
    expect((await stored())[0]?.envelope.subject).toMatchObject(subject);
  });

  test('nobody is made up where nobody is named', async () => {
    await postJson({ email: 'none', phone: 'call me', product: { name: 'Clock' }, mailing: 'yes' });
    expect((await stored())[0]?.envelope.subject).toBeUndefined();
  });

  test('a phone number without a country code is read in the source’s country', async () => {
    await postJson({ tel: '030 1234567' });
    expect(await stored()).toMatchObject([{ contact_key: 'phone:+49301234567' }]);
  });

  test('flows tell forms apart by the id a tool sends', async () => {
    await postJson({ form_id: 17, email: 'ada@example.com' });
    expect((await stored())[0]?.envelope.data['form']).toMatchObject({ id: '17', title: 'Landing page' });
  });
});

describe('what is refused', () => {
  test('too much', async () => {
    expect(await errorOf(await postJson({ text: 'x'.repeat(20_000) }))).toEqual([413, 'body_too_large']);
  });

  test.each([
    ['no JSON', 'hello', { 'content-type': 'text/plain' }],
    ['nothing', '', { 'content-type': 'application/json' }],
    ['no form', 'hello', { 'content-type': 'multipart/form-data; boundary=x' }],
  ])('%s', async (_, body, headers) => {
    expect(await errorOf(await post(body, headers))).toEqual([422, 'not_json']);
  });

  test('too often, with the time to wait; another source is not slowed', async () => {
    const other = await server.client('createWebhookSource', { params: { workspaceId: server.workspaceId }, body: { name: 'Other' } });
    const answers = await Promise.all(Array.from({ length: 101 }, async (_, index) => postJson({ index })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post('{}', {}, new URL(other.secretHookUrl).pathname)).status).toBe(202);
  });
});
