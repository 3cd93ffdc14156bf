import { createCallContext, DestinationFailure, refreshTokens, revoke, type DestinationDefinition } from '../kit/index.ts';
import type { DestinationCase, OtherCase } from './case.ts';
import type { Twin } from './twin.ts';

/** The day the examples are written for. */
const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

/**
 * Has a destination do all it can do against its twin, as its example says: test, list fields, look for a match, write (twice,
 * so that it finds what is there), look up, write a batch, erase, refresh and end the sign-in, then the example's `others`. Each has
 * a twin of its own.
 * @returns the twins, with the calls they got.
 */
export async function driveDestination<S>(example: DestinationCase<S>): Promise<Twin[]> {
  const { definition } = example;
  const twins = [await driveConnection(example)];
  for (const name of Object.keys(definition.operations)) twins.push(await driveOperation(example, name));
  for (const other of example.others ?? []) twins.push(await driveOther(example, other));
  return twins;
}

async function driveConnection<S>(example: DestinationCase<S>): Promise<Twin> {
  const twin = example.createTwin();
  const { definition } = example;
  await definition.testConnection(contextOf(example, twin));
  const { auth } = definition;
  const settings = definition.settings.parse(example.settings);
  // Many sign in at a host of its own, which no contract at hand describes.
  if (auth.kind !== 'oauth2' || !twin.origins.includes(new URL(auth.tokenUrl(settings)).origin)) return twin;
  const client = { clientId: 'handoff', clientSecret: 'not-the-real-one' };
  const context = { definition, settings, client, fetch: twin.fetch, now: () => NOW };
  // The twin may refuse tokens that it never gave; that it was asked in the vendor's way is what counts here.
  for (const ask of [refreshTokens, revoke])
    await refusable(ask(context, { accessToken: example.accessToken ?? 'access', refreshToken: 'refresh' }));
  return twin;
}

async function driveOperation<S>(example: DestinationCase<S>, name: string): Promise<Twin> {
  const twin = example.createTwin();
  const { definition } = example;
  const operation = operationOf(definition, name);
  const { good, refused } = example.payloads[name] ?? { good: undefined };
  const ctx = contextOf(example, twin, name);
  const payload: unknown = operation.payload.parse(good);
  await operation.listFields?.(ctx);
  await operation.findMatch?.(ctx, payload);
  await operation.lookup?.(ctx, payload);
  const { id } = await operation.perform(ctx, payload);
  await operation.lookup?.(ctx, payload);
  if (operation.dedupe !== 'ledger') await operation.perform(ctx, payload);
  await operation.performBatch?.perform(
    ctx,
    [good, refused ?? good].map((one) => operation.payload.parse(one) as unknown),
  );
  // A vendor may not erase what is still on its way.
  const records = id === undefined ? [] : [{ operation: name, id }];
  if (definition.erasePerson !== undefined) await refusable(definition.erasePerson(ctx, { email: emailIn(good), records }));
  return twin;
}

async function driveOther<S>(example: DestinationCase<S>, other: OtherCase): Promise<Twin> {
  const twin = (other.createTwin ?? example.createTwin)();
  const operation = operationOf(example.definition, other.operation);
  const ctx = contextOf(example, twin, other.operation);
  for (const payload of other.payloads) await operation.perform(ctx, operation.payload.parse(payload));
  return twin;
}

function operationOf<S>(definition: DestinationDefinition<S>, name: string) {
  const operation = definition.operations[name];
  if (operation === undefined) throw new Error(`${definition.type} has no operation "${name}".`);
  return operation;
}

function contextOf<S>(example: DestinationCase<S>, twin: Twin, operation?: string) {
  const { definition } = example;
  return createCallContext<S>({
    definition,
    settings: definition.settings.parse(example.settings),
    accessToken: example.accessToken,
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    eventId: '01K9ZEVENT0000000000000001',
    now: () => NOW,
    dedupe: operation === undefined ? undefined : definition.operations[operation]?.dedupe,
    record: () => undefined,
  });
}

async function refusable(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof DestinationFailure)) throw error;
  });
}

/** The first e-mail address in a payload, wherever it stands. */
function emailIn(payload: unknown): string | undefined {
  return /[\w.+-]+@[\w-]+\.[\w.-]+/.exec(JSON.stringify(payload))?.[0];
}
