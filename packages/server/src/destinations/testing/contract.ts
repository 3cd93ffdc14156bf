import { compileMapping, Mapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createCallContext,
  DestinationFailure,
  fieldsOf,
  isOpenPayload,
  MASK,
  maskSettings,
  mergeSettings,
  secretKeys,
  settingsForm,
  type CallContext,
  type Classification,
  type DestinationDefinition,
  type FieldSpec,
  type OperationDefinition,
  type Performed,
  type RecordedExchange,
} from '../kit/index.ts';
import { isSecretName } from '../../observe/redact.ts';
import type { DestinationCase } from './case.ts';
import { expectedOutcomes, FAULTS, LOST_ANSWERS, NOW } from './faults.ts';
import { formSubmitted, orderCreated } from './samples.ts';
import type { Twin } from './twin.ts';

export type { DestinationCase, OperationCase, OtherCase } from './case.ts';

const SAMPLES = [formSubmitted, orderCreated];
const EVENT_ID = '01K9ZEVENT0000000000000001';

/** The contract every destination keeps. A destination's own test calls this once and adds only what is special to it. */
export function describeDestination<S>(name: string, options: DestinationCase<S>): void {
  const { definition } = options;
  const settings = definition.settings.parse(options.settings);
  const operations = Object.entries(definition.operations);
  let twin: Twin;
  let recorded: RecordedExchange[];

  const context = (operation?: OperationDefinition<S, unknown>, more: { fetch?: Twin['fetch'] } = {}): CallContext<S> =>
    createCallContext<S>({
      definition,
      settings,
      accessToken: options.accessToken,
      fetch: more.fetch ?? twin.fetch,
      idempotencyKey: 'delivery-1',
      eventId: EVENT_ID,
      now: () => NOW,
      dedupe: operation?.dedupe,
      timeoutMs: TIMEOUT_MS,
      record: (exchange) => recorded.push(exchange),
    });

  beforeEach(() => {
    // Only the deadline's timer is faked: a fault moves it forward at the right moment, so no test waits.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    twin = options.createTwin();
    recorded = [];
  });
  afterEach(() => vi.useRealTimers());

  describe(`${name}: settings`, () => {
    it('accepts the example and refuses nothing at all', () => {
      expect(definition.settings.safeParse(options.settings).success).toBe(true);
      expect(definition.settings.safeParse(undefined).success).toBe(false);
    });

    it('marks every setting that is named like a secret', () => {
      const named = Object.keys(settingsForm(definition).properties ?? {}).filter(isSecretName);
      expect(secretKeys(definition)).toEqual(expect.arrayContaining(named));
    });

    it('masks every secret, and keeps it when the masked form comes back', () => {
      const stored = settings as Record<string, unknown>;
      const shown = maskSettings(definition, stored);
      for (const secret of secretsOf(definition, stored)) expect(JSON.stringify(shown)).not.toContain(secret);
      for (const key of secretKeys(definition)) if (stored[key] !== undefined) expect(shown[key]).toMatch(new RegExp(`^${MASK}`));
      expect(mergeSettings(definition, stored, shown)).toEqual(stored);
    });
  });

  describe(`${name}: connection`, () => {
    it('passes its test without changing anything', async () => {
      const before = structuredClone(twin.snapshot());
      const { account } = await definition.testConnection(context());
      expect(account).not.toBe('');
      expect(twin.snapshot()).toEqual(before);
      expect(twin.violations).toEqual([]);
    });

    it('fails its test when the credentials are refused', async () => {
      twin.inject(...refuseAll());
      const failure = await failureOf(definition.testConnection(context()));
      expect(failure.classification.kind).toBe('reauth');
    });
  });

  const { erasePerson } = definition;
  if (erasePerson !== undefined) {
    it(`${name}: erases somebody it does not know without harm, or says in words for the owner why it does not`, async () => {
      const before = structuredClone(twin.snapshot());
      const erased = await erasePerson(context(), { email: 'nobody@example.com', records: [] }).catch(asFailure);
      if (erased instanceof DestinationFailure) expect(erased.classification.kind).toBe('permanent');
      const words = erased instanceof DestinationFailure ? erased.message : erased?.stays;
      if (words !== undefined) expectOwnersWords(words);
      expect(twin.snapshot()).toEqual(before);
      expect(twin.violations).toEqual([]);
    });
  }

  it(`${name}: every operation has its case`, () => {
    expect(Object.keys(options.payloads).toSorted()).toEqual(Object.keys(definition.operations).toSorted());
  });

  describe.each(operations)(`${name} %s`, (operationName, operation: OperationDefinition<S, unknown>) => {
    const { good, bad, write = /^(POST|PUT|PATCH|DELETE) / } = options.payloads[operationName] ?? { good: undefined };
    const perform = (more: { fetch?: Twin['fetch'] } = {}): Promise<Performed> =>
      operation.perform(context(operation, more), operation.payload.parse(good));
    const snapshot = () => structuredClone(twin.snapshot());
    const { lookup } = operation;

    it('offers fields, and a first mapping for forms and orders that fits them', async () => {
      const fields = operation.listFields === undefined ? fieldsOf(operation.payload) : await operation.listFields(context(operation));
      expect(new Set(fields.map((field) => field.path)).size).toBe(fields.length);
      for (const sample of SAMPLES) {
        const mapping = operation.defaultMapping(sample.type, sample);
        expect(Mapping.safeParse(mapping).error).toBeUndefined();
        const targets = Object.keys(mapping.fields);
        expect(targets.filter((target) => !isOffered(target, fields) && !isOpenPayload(operation.payload))).toEqual([]);
        const { payload, problems } = compileMapping(mapping).apply(sample);
        expect(problems).toEqual([]);
        expect(operation.payload.safeParse(payload).error).toBeUndefined();
      }
      expect(twin.violations).toEqual([]);
    });

    if (bad !== undefined) {
      it('refuses a bad payload before anything is sent', () => {
        expect(operation.payload.safeParse(bad).success).toBe(false);
      });
    }

    it('takes the word that an event is from a quiet import exactly where it heeds it', () => {
      const takes = fieldsOf(operation.payload).some(({ path }) => path === '/quiet');
      expect(takes).toBe(operation.quietly === true);
      if (takes) expect(operation.payload.safeParse({ ...(good as object), quiet: true }).error).toBeUndefined();
    });

    it("does its work, within the vendor's contract", async () => {
      const before = snapshot();
      await perform();
      expect(twin.violations).toEqual([]);
      expect(twin.snapshot()).not.toEqual(before);
      expect(recorded.length).toBe(twin.requests.length);
    });

    if (operation.dedupe === 'ledger') {
      it('is not done in batches, which nobody looks up before they are repeated', () => {
        expect(operation.performBatch).toBeUndefined();
      });
    }

    const batch = operation.performBatch;
    if (batch !== undefined) {
      it.each([
        ['first', 0],
        ['last', 1],
      ])('answers for each of a batch by itself: the one it refuses comes %s', async (_, at) => {
        const { refused } = options.payloads[operationName] ?? {};
        if (refused === undefined) expect.unreachable('an operation with batches needs a payload that is refused in its example');
        const payloads = [good, good].with(at, refused).map((payload) => operation.payload.parse(payload));
        const results = await batch.perform(context(operation), payloads);
        expect(results).toHaveLength(2);
        const [failure, performed] = at === 0 ? results : results.toReversed();
        expect(asFailure(failure).classification.kind).toBe('permanent');
        expectOwnersWords(asFailure(failure).message);
        expect(performed).not.toBeInstanceOf(DestinationFailure);
        const both = snapshot();
        await perform();
        expect(twin.snapshot(), 'the good one was not written').toEqual(both);
        expect(twin.violations).toEqual([]);
      });
    }

    if (operation.dedupe !== 'ledger') {
      it('changes nothing when it is repeated', async () => {
        await perform();
        const once = snapshot();
        await perform();
        expect(twin.snapshot()).toEqual(once);
      });
    }

    const outcomes = { ...expectedOutcomes(operation.dedupe), ...options.outcomes };

    // Where such an answer certainly means that a ledger's work was not done, it does not come after it.
    const lost = LOST_ANSWERS.filter(({ like }) => operation.dedupe !== 'ledger' || outcomes[like].includes('unknown'));
    it.each(lost)('is not doubled by $name after the work was done', async ({ like, answer }) => {
      await perform();
      const once = snapshot();
      twin = options.createTwin();
      const untouched = snapshot();
      twin.inject({ match: write, when: 'after', answer, ...(answer === 'hang' ? { onReached: timeUp } : {}) });
      const failure = await failureOf(perform());
      expect(outcomes[like]).toContain(failure.classification.kind);
      expect(twin.snapshot(), 'the twin did not do the work before it failed to say so').not.toEqual(untouched);
      if (operation.dedupe !== 'ledger') await perform();
      else if (lookup !== undefined) {
        expect(await lookup(context(operation), operation.payload.parse(good))).toBeDefined();
      }
      expect(twin.snapshot()).toEqual(once);
      expect(twin.violations).toEqual([]);
    });

    if (lookup !== undefined) {
      it('looks up nothing where nothing was made', async () => {
        expect(await lookup(context(operation), operation.payload.parse(good))).toBeUndefined();
        expect(twin.violations).toEqual([]);
      });
    }

    it.each(FAULTS)('reads "$name" rightly', async ({ name: fault, afterMs, inject }) => {
      const fetch = inject({ twin, write, timeUp });
      const kinds = outcomes[fault];
      const result = await perform({ fetch }).then(
        (): Classification => ({ kind: 'ok' }),
        (error: unknown) => asFailure(error).classification,
      );
      expect(kinds, 'message' in result ? result.message : '').toContain(result.kind);
      if (result.kind === 'retry' && afterMs !== undefined) expect(result.afterMs).toBe(afterMs);
      if (result.kind !== 'ok') expectOwnersWords(result.message);
    });

    it('records no secret, also when the vendor repeats it', async () => {
      const secrets = [
        ...secretsOf(definition, settings as Record<string, unknown>),
        ...(options.accessToken === undefined ? [] : [options.accessToken]),
      ];
      await perform();
      await definition.testConnection(context()).catch(() => undefined);
      twin.inject({
        match: write,
        when: 'before',
        answer: { status: 400, headers: { 'x-echo': secrets.join(' ') }, body: { message: `wrong key ${secrets.join(' ')}` } },
      });
      const failure = await perform().then(
        () => undefined,
        (error: unknown) => asFailure(error).classification,
      );
      const kept = JSON.stringify([recorded, failure]);
      expect(recorded.length).toBeGreaterThan(0);
      for (const secret of secrets) {
        expect(kept).not.toContain(secret);
        expect(kept).not.toContain(encodeURIComponent(secret));
        expect(kept).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
      }
    });
  });
}

const TIMEOUT_MS = 30_000;

function timeUp(): void {
  vi.advanceTimersByTime(TIMEOUT_MS + 1);
}

function refuseAll() {
  return Array.from({ length: 5 }, () => ({ when: 'before' as const, answer: { status: 401 } }));
}

function isOffered(target: string, fields: FieldSpec[]): boolean {
  return fields.some(
    (field) => field.path === target || ((field.type === 'object' || field.type === 'list') && target.startsWith(`${field.path}/`)),
  );
}

function secretsOf(definition: DestinationDefinition, settings: Record<string, unknown>): string[] {
  const texts = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
  return secretKeys(definition).flatMap((key) => texts(settings[key]));
}

function asFailure(error: unknown): DestinationFailure {
  if (error instanceof DestinationFailure) return error;
  throw error;
}

async function failureOf(work: Promise<unknown>): Promise<DestinationFailure> {
  return work.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => asFailure(error),
  );
}

/** Whole sentences, without the technical words an owner cannot act on. */
function expectOwnersWords(message: string): void {
  expect(message.length).toBeGreaterThan(20);
  expect(message).not.toMatch(/undefined|\[object|ECONN|TypeError|fetch failed|null\b/);
}
