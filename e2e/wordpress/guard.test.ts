import { afterAll, beforeAll, expect, test } from 'vitest';
import { postComment } from './support/comments.ts';
import { describeOn } from './support/environment.ts';
import { pairedSite, type PairedSite } from './support/paired.ts';
import { type ServedSite, serveSite } from './support/serve.ts';
import { copySite, type Site } from './support/site.ts';
import { until } from './support/until.ts';
import { signIn, type Visitor } from './support/visitor.ts';
import type { Outbox, Status } from './support/answers.ts';

describeOn(['6.8'], 'A copied site', ({ database }) => {
  let on: PairedSite;
  let copy: Site;
  let copyServed: ServedSite;
  let copyAdmin: Visitor;
  const copyStatus = async () => (await copyAdmin.rest<Status>('GET', 'handoff/v1/status')).json;
  const copyRows = async () => (await copyAdmin.rest<Outbox>('GET', 'handoff/v1/outbox')).json.items;
  const emails = () => on.server.twins.hubspot.contacts().map(({ properties }) => properties['email']);

  beforeAll(async () => {
    on = await pairedSite(database, { plugins: [] });
    await postComment(on.served.url, 'ada');
    await until('ada is delivered', async () => (await on.outbox())[0]?.state === 'delivered');
    copy = await copySite(database, on.site);
    copyServed = await serveSite(copy);
    copyAdmin = await signIn(copyServed.url);
  });
  afterAll(async () => void (await Promise.all([on?.close(), copyServed?.stop()])));

  test('records and does not send, and says which site it is a copy of', async () => {
    await postComment(copyServed.url, 'staging');
    await copyAdmin.rest('POST', 'handoff/v1/outbox/flush');
    const status = await copyStatus();
    expect(status.sending).toMatchObject({ state: 'cloned', pairedUrl: on.served.url, presentUrl: copyServed.url });
    expect(status.sending.message).toMatch(/copy/i);
    expect((await copyRows())[0]).toMatchObject({ contact: 'staging@example.com', state: 'pending', attempts: 0 });
    expect(emails()).not.toContain('staging@example.com');
  });

  test('leaves the first site as it was', async () => {
    await postComment(on.served.url, 'grace');
    await until('grace is a contact', () => Promise.resolve(emails().includes('grace@example.com')));
    expect((await on.status()).sending.state).toBe('on');
  });

  test('that is called a copy forgets the pairing, and the first site goes on', async () => {
    const { json } = await copyAdmin.rest<Status>('POST', 'handoff/v1/clone', { decision: 'copy' });
    expect(json).toMatchObject({ pairing: null, sending: { state: 'not_paired' } });
    await postComment(on.served.url, 'alan');
    await until('alan is a contact', () => Promise.resolve(emails().includes('alan@example.com')));
    expect(emails()).not.toContain('staging@example.com');
  });

  test('that is called the same site, moved, sends what it kept', async () => {
    // The first site moves: it is served under another address from now on.
    await on.served.stop();
    on.served = await serveSite(on.site);
    const admin = await signIn(on.served.url);
    await postComment(on.served.url, 'moved');
    expect((await admin.rest<Status>('GET', 'handoff/v1/status')).json.sending.state).toBe('cloned');
    const { json } = await admin.rest<Status>('POST', 'handoff/v1/clone', { decision: 'moved' });
    expect(json.sending.state).toBe('on');
    await admin.rest('POST', 'handoff/v1/outbox/flush');
    await until('moved is a contact', () => Promise.resolve(emails().includes('moved@example.com')));
  });
});

describeOn(['6.8'], 'A site that the server no longer knows', ({ database }) => {
  let on: PairedSite;
  beforeAll(async () => {
    on = await pairedSite(database, { plugins: [] });
  });
  afterAll(() => on?.close());

  test('keeps everything, says so, and sends it once it is paired again', async () => {
    const { sourceId = '' } = (await on.status()).pairing ?? {};
    await on.server.client('revokeSource', { params: { workspaceId: on.server.workspaceId, sourceId } });
    await postComment(on.served.url, 'ada');
    await on.flush();
    const { sending, outbox } = await on.status();
    expect(sending.state).toBe('refused');
    expect(sending.message).toMatch(/connect/i);
    expect(outbox).toMatchObject({ pending: 1, refused: 0 });

    await on.call('POST', 'connect', { code: await on.server.connectionCode() });
    await on.flush();
    expect((await on.outbox())[0]).toMatchObject({ contact: 'ada@example.com', state: 'delivered' });
    await until('ada is a contact', () =>
      Promise.resolve(on.server.twins.hubspot.contacts().some(({ properties }) => properties['email'] === 'ada@example.com')),
    );
    expect(await on.site.complaints()).toEqual([]);
  });
});
