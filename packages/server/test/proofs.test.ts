import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createHarness, formSubmission, type Harness, type TestSite } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const HOUR = 3_600_000;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the tests of tokens and proofs is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('form tokens and proofs of work, on $engine', ({ engine }) => {
  let server: Harness;
  let site: TestSite;
  let params: { workspaceId: string };

  beforeEach(async () => {
    server = await createHarness({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    site = await server.pair();
    params = { workspaceId: server.workspaceId };
  });
  afterEach(() => server.close());

  const ask = (screening: Record<string, unknown>) =>
    server.client('updateSource', {
      params: { ...params, sourceId: site.sourceId },
      body: { settings: { screening: { observe: false, ...screening } } },
    });
  const challenge = () => server.client('formChallenge', { params: { sourceId: site.sourceId } });
  const pack = (payload: unknown) => Buffer.from(JSON.stringify(payload)).toString('base64');
  const solved = async () => {
    const { proofOfWork } = await challenge();
    return { challenge: proofOfWork, solution: await solveChallenge({ challenge: proofOfWork as never, deriveKey }) };
  };
  /** Sent at the server's present time. */
  const submit = (context: Record<string, unknown>) =>
    formSubmission({ occurredAt: new Date(server.clock.now()).toISOString(), context: { secondsToSubmit: 34, ...context } });
  const verdictOf = async (envelope: unknown) => {
    const answer = await site.post(envelope);
    await server.drain();
    const { eventId } = (await answer.json()) as { eventId: string };
    const { verdict, reasons } = await server.client('getEvent', { params: { ...params, eventId } });
    return [verdict, ...reasons.map(({ rule }) => rule)];
  };
  const screen = async (...items: unknown[]) => {
    const { results } = await server.client('screenBatch', { params, body: { items } });
    return results.map(({ verdict, reasons }) => [verdict, ...reasons.map(({ rule }) => rule)]);
  };

  test.each([
    { what: 'without parameters', payload: { challenge: { signature: 'x' }, solution: {} } },
    { what: 'whose parameters are none', payload: { challenge: { signature: 'x', parameters: null }, solution: {} } },
    { what: 'without an end', payload: { challenge: { signature: 'x', parameters: {} }, solution: {} } },
    {
      what: 'that is signed by nobody',
      payload: { challenge: { signature: 'ö', parameters: { expiresAt: 9e9, nonce: 7 } }, solution: {} },
    },
  ])('an answer to a challenge $what is a wrong one, and not let through', async ({ payload }) => {
    await ask({ requireProofOfWork: true });
    expect(await verdictOf(submit({ proofOfWork: pack(payload) }))).toEqual(['quarantine', 'proof_of_work']);
  });

  test('an answer is to the challenge as it was asked, and not to an easier one', async () => {
    await ask({ requireProofOfWork: true });
    const { challenge: asked, solution } = await solved();
    for (const easier of [{ cost: 1 }, { keyPrefix: '' }, { expiresAt: 9e9 }]) {
      const parameters = { ...(asked?.['parameters'] as object), ...easier };
      const proofOfWork = pack({ challenge: { ...asked, parameters }, solution });
      expect(await verdictOf(submit({ proofOfWork }))).toEqual(['quarantine', 'proof_of_work']);
    }
    expect(await verdictOf(submit({ proofOfWork: pack({ challenge: asked, solution: { ...solution, counter: 1e6 } }) }))).toEqual([
      'quarantine',
      'proof_of_work',
    ]);
    expect(await verdictOf(submit({ proofOfWork: pack({ challenge: asked, solution }) }))).toEqual(['accept', 'nothing_found']);
  });

  test('a message that waited in the site’s outbox for days is not late; one that was sent too late is', async () => {
    await ask({ requireProofOfWork: true });
    const [inTime, late] = [pack(await solved()), pack(await solved())];
    server.clock.advance(23 * HOUR);
    const waited = submit({ proofOfWork: inTime });
    server.clock.advance(2 * HOUR);
    const tooLate = submit({ proofOfWork: late });
    server.clock.advance(48 * HOUR);
    expect(await verdictOf(waited)).toEqual(['accept', 'nothing_found']);
    expect(await verdictOf(tooLate)).toEqual(['quarantine', 'proof_of_work']);
  });

  test('the batch says what would become of what a site sends, and uses nothing up', async () => {
    await ask({ requireFormToken: true, requireProofOfWork: true });
    const proofOfWork = pack(await solved());
    const { formToken } = await challenge();
    const good = submit({ formToken, proofOfWork });
    const again = { ...submit({ formToken, proofOfWork }), subject: { email: 'bea@example.com' } };
    const answers = () => screen({ envelope: good }, { envelope: again }, { envelope: submit({ formToken }) }, { envelope: submit({}) });
    const refused = ['quarantine', 'form_token', 'proof_of_work'];
    expect(await answers()).toEqual([['accept', 'nothing_found'], refused, refused, refused]);
    expect(await server.store.db.selectFrom('screening_tokens').selectAll().execute()).toEqual([]);

    expect(await verdictOf(good)).toEqual(['accept', 'nothing_found']);
    expect(await answers()).toEqual([refused, refused, refused, refused]);
    expect(await screen('Do you repair clocks?', { text: 'And chairs?' })).toEqual([
      ['accept', 'nothing_found'],
      ['accept', 'nothing_found'],
    ]);
  });
});
