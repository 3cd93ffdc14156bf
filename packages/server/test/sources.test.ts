import { ApiError } from '@handoff/shared/api';
import { importSigningKey, sign } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHarness, formSubmission, type Harness, jsonRequest } from './support/harness.ts';

let server: Harness;
let params: { workspaceId: string };
beforeEach(async () => {
  server = await createHarness();
  params = { workspaceId: server.workspaceId };
});
afterEach(() => server.close());

const errorOf = async (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => (error as ApiError).details,
  );
const hook = () => server.client('createWebhookSource', { params, body: { name: 'Landing page' } });
const postTo = (url: string) => server.app.fetch(jsonRequest(new URL(url).pathname, { email: 'ada@example.com' }));
async function postSigned(url: string, secret: string): Promise<Response> {
  const text = JSON.stringify({ email: 'ada@example.com' });
  const headers = await sign([await importSigningKey(secret)], {
    id: 'msg_1',
    timestamp: Math.floor(server.clock.now() / 1000),
    body: text,
  });
  return server.app.fetch(jsonRequest(new URL(url).pathname, text, { ...headers }));
}

describe('a paired site', () => {
  test('is listed with the fingerprint of its key and when it last sent', async () => {
    const site = await server.pair();
    server.clock.advance(60_000);
    await site.post(formSubmission());
    const { items } = await server.client('listSources', { params });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ id: site.sourceId, kind: 'wordpress', lastEventAt: '2026-11-21T12:01:00.000Z', revokedAt: null });
    expect(items[0]?.fingerprint).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
  });

  test('once revoked, its very next post is refused, and what it sent stays', async () => {
    const site = await server.pair();
    const { eventId } = (await (await site.post(formSubmission())).json()) as { eventId: string };
    const revoked = await server.client('revokeSource', { params: { ...params, sourceId: site.sourceId } });
    expect(revoked.revokedAt).not.toBeNull();
    const answer = await site.post(formSubmission());
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: 'source_revoked' } });
    expect(await server.store.db.selectFrom('events').select('id').execute()).toEqual([{ id: eventId }]);

    const again = await server.client('revokeSource', { params: { ...params, sourceId: site.sourceId } });
    expect(again.revokedAt).toBe(revoked.revokedAt);
  });

  test('has no secret that could be rotated here', async () => {
    const site = await server.pair();
    expect(await errorOf(server.client('rotateSourceSecret', { params: { ...params, sourceId: site.sourceId } }))).toMatchObject({
      code: 'conflict',
    });
  });
});

describe('settings of a source', () => {
  test('are laid over what is there: a change of one leaves the others', async () => {
    const site = await server.pair();
    const change = (settings: Record<string, unknown>) =>
      server.client('updateSource', { params: { ...params, sourceId: site.sourceId }, body: { settings } });
    await change({ screening: { blockedWords: ['casino'] }, country: 'DE' });
    const { settings } = await change({ screening: { observe: false } });
    expect(settings).toMatchObject({
      country: 'DE',
      screening: { observe: false, blockedWords: ['casino'], thresholds: { review: 2, quarantine: 4 } },
    });
    expect((await change({ country: null })).settings['country']).toBeUndefined();
  });

  test.each([
    [{ screening: { thresholds: { review: 'low' } } }, '/settings/screening/thresholds/review'],
    [{ eventType: 'Form Submitted' }, '/settings/eventType'],
    [{ colour: 'red' }, '/settings/colour'],
    [{ screening: { obsreve: true } }, '/settings/screening/obsreve'],
  ])('%j is refused with its place, and nothing changes', async (settings, path) => {
    const site = await server.pair();
    const before = await server.client('listSources', { params });
    const error = await errorOf(
      server.client('updateSource', { params: { ...params, sourceId: site.sourceId }, body: { name: 'Renamed', settings } }),
    );
    expect(error).toMatchObject({ code: 'invalid' });
    expect(error?.problems?.map((problem) => problem.path)).toContain(path);
    expect(await server.client('listSources', { params })).toEqual(before);
  });
});

describe('a webhook source', () => {
  test('is watched at first, shows its secrets once, and takes posts by both ways', async () => {
    const made = await hook();
    expect(made.settings).toMatchObject({ screening: { observe: true }, eventType: 'form.submitted' });
    expect((await postTo(made.secretHookUrl)).status).toBe(202);
    expect((await postSigned(made.hookUrl, made.signingSecret)).status).toBe(202);
    const shown = JSON.stringify([await server.client('listSources', { params }), await server.client('listAudit', { params })]);
    expect(shown).not.toContain(made.signingSecret);
    expect(shown).not.toContain(made.secretHookUrl.split('/').at(-1));
    const kept = JSON.stringify(await server.store.db.selectFrom('source_keys').select('material').execute());
    expect(kept).not.toContain(made.signingSecret.slice(6));
    expect(kept).not.toContain(made.secretHookUrl.split('/').at(-1));
  });

  test('after a rotation only the new secrets work', async () => {
    const made = await hook();
    const fresh = await server.client('rotateSourceSecret', { params: { ...params, sourceId: made.id } });
    expect((await postTo(made.secretHookUrl)).status).toBe(401);
    expect((await postSigned(made.hookUrl, made.signingSecret)).status).toBe(401);
    expect((await postTo(fresh.secretHookUrl)).status).toBe(202);
    expect((await postSigned(made.hookUrl, fresh.signingSecret)).status).toBe(202);
  });

  test('once revoked takes nothing, and cannot be given new secrets', async () => {
    const made = await hook();
    expect((await postTo(made.secretHookUrl)).status).toBe(202);
    await server.client('revokeSource', { params: { ...params, sourceId: made.id } });
    const answer = await postTo(made.secretHookUrl);
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: { code: 'source_revoked' } }]);
    expect(await errorOf(server.client('rotateSourceSecret', { params: { ...params, sourceId: made.id } }))).toMatchObject({
      code: 'conflict',
    });
  });

  test('a short name is taken once', async () => {
    const body = { name: 'Landing page', slug: 'landing' };
    await server.client('createWebhookSource', { params, body });
    expect(await errorOf(server.client('createWebhookSource', { params, body }))).toMatchObject({ code: 'conflict' });
    expect((await server.client('createWebhookSource', { params, body: { name: 'Landing' } })).slug).toBe('landing-2');
  });
});
