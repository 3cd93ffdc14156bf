import type { endpoints } from '@handoff/shared/api';
import type { Envelope } from '@handoff/shared/event';
import { ulid } from 'ulid';
import type { z } from 'zod';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { type CallContext, DestinationFailure, type OperationDefinition, type Performed } from '../../destinations/kit/types.ts';
import { compileFlow, type CompiledStep } from '../../pipeline/flows.ts';
import { AppError } from '../../observe/app-error.ts';
import { withRecentOrders } from '../../pipeline/recent-orders.ts';
import { newId } from '../../store/ids.ts';
import { recordAudit } from '../audit/record.ts';
import { callConnection } from '../connection/call.ts';
import { findDefinition } from '../connection/definition.ts';
import type { Reach } from '../reach.ts';
import { foreseenPerson } from '../identity/foreseen.ts';
import { type KnownPerson, personMembers } from '../identity/known.ts';
import { chooseEvent, type ChosenEvent } from '../sample/choose.ts';
import { connectionsOf } from './check-spec.ts';
import { findFlow } from './find.ts';
import type { CallingParts } from './parts.ts';
import { makeRecord } from './record.ts';
import { specOf } from './view.ts';

type StepResult = z.input<typeof endpoints.testSend.answer>['steps'][number];

/** One test: what runs, on what, and what its steps gave so far. */
interface Test {
  reach: Reach;
  flowId: string;
  envelope: Envelope;
  sourceId: string | undefined;
  person: KnownPerson | undefined;
  eventId: string;
  outputs: Record<string, Record<string, unknown>>;
}

const TIMEOUT_MS = 20_000;

/**
 * Runs the draft (else the live version, else the shadow) once on the chosen event and really sends it, with
 * `context.test` set. It takes no part in the outbox: nothing is stored but who sent which test, and nothing is retried.
 */
export async function testSend(parts: CallingParts, reach: Reach, flowId: string, choice: ChosenEvent): Promise<{ steps: StepResult[] }> {
  const { draft, published, shadow } = await findFlow(parts.store.db, reach.workspaceId, flowId);
  const version = draft ?? published ?? shadow;
  if (version === undefined) throw new AppError('conflict', 'This flow has no version to test. Save a draft first.');
  const chosen = await chooseEvent(parts, reach, choice);
  const { envelope } = chosen;
  const connections = await connectionsOf(parts.store.db, reach.workspaceId, specOf(version));
  const test: Test = {
    reach,
    flowId,
    envelope: { ...envelope, context: { ...envelope.context, test: true } },
    sourceId: chosen.sourceId,
    person: await foreseenPerson(parts.store.db, reach, chosen, parts.clock.now()),
    eventId: newId('evt'),
    outputs: {},
  };

  const results: StepResult[] = [];
  for (const step of compileFlow(version).steps) {
    const before = results.find((result) => result.step === step.after);
    results.push(await runStep(parts, test, step, before, connections.get(step.connectionId)));
  }
  await recordAudit(parts.store.db, {
    workspaceId: reach.workspaceId,
    at: parts.clock.now(),
    actor: reach.by,
    action: 'flow.test_sent',
    entity: 'flow',
    entityId: flowId,
    after: { version: version.version, event: describe(choice), steps: results.map(({ step, state }) => ({ step, state })) },
  });
  return { steps: results };
}

async function runStep(
  parts: CallingParts,
  test: Test,
  step: CompiledStep,
  before: StepResult | undefined,
  connection: ConnectionRow | undefined,
): Promise<StepResult> {
  if (before !== undefined && before.state !== 'succeeded')
    return skip(step, 'step_before', `Not run, because the step "${before.step}" before it was not done.`);
  if (!step.when(test.envelope)) return skip(step, 'condition', 'Not run: its condition does not hold for this event.');
  const definition = connection === undefined ? undefined : findDefinition(parts.destinations, connection.destination);
  const operation = definition?.operations[step.operation] as OperationDefinition<unknown, unknown> | undefined;
  if (connection === undefined || definition === undefined || operation === undefined) {
    return fail(step, undefined, {
      code: 'gone',
      message: 'The connection of this step, or what it should do there, is no longer there. Choose another.',
      problems: [],
    });
  }
  const known = step.readsRecentOrders ? await withRecentOrders(parts.store.db, test.reach, test) : test.envelope;
  const { payload, problems } = makeRecord(step.mapping, operation, {
    ...known,
    ...personMembers(test.envelope, test.person),
    steps: test.outputs,
  });
  if (problems.length > 0) {
    const message = `${definition.title} would not take this record as it is. Mend the mapping, or test with another event.`;
    return fail(step, payload, { code: 'invalid_payload', message, problems });
  }
  const held = holdOf(connection, parts.clock.now());
  if (held !== undefined)
    return fail(step, payload, { code: 'held', message: `Nothing was sent: "${connection.name}" is paused. ${held}`, problems: [] });
  try {
    const performed = await perform(parts, test, step, connection, operation, payload);
    test.outputs[step.key] = { ...performed.output, ...(performed.id === undefined ? {} : { id: performed.id }) };
    return { step: step.key, state: 'succeeded', payload, result: performed, error: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return fail(step, payload, errorOf(error));
  }
}

/** Really sends it. A record that is there already counts as done, as it does for a delivery. */
async function perform(
  parts: CallingParts,
  test: Test,
  step: CompiledStep,
  connection: ConnectionRow,
  operation: OperationDefinition<unknown, unknown>,
  payload: unknown,
): Promise<Performed> {
  const send = async (context: CallContext): Promise<Performed> => {
    try {
      return await operation.perform(context, payload);
    } catch (error) {
      if (error instanceof DestinationFailure && error.classification.kind === 'duplicate') return { id: error.classification.id };
      throw error;
    }
  };
  return callConnection(parts, connection, 'test', send, {
    idempotencyKey: `test:${test.flowId}:${step.key}:${ulid()}`,
    // Not the stored event's: a test must never pass for the event itself.
    eventId: test.eventId,
    dedupe: operation.dedupe,
    timeoutMs: TIMEOUT_MS,
  });
}

/** A person's pause and a vendor's wish to be left alone hold for tests too; whether access works again is what a test may find out. */
function holdOf(connection: ConnectionRow, now: number): string | undefined {
  const { hold_kind: kind, hold_until: until, hold_message: message } = connection;
  if (kind !== 'person' && kind !== 'rate_limit') return undefined;
  return until === null || until > now ? (message ?? 'Resume it, then test again.') : undefined;
}

function errorOf(error: AppError): NonNullable<StepResult['error']> {
  if (!(error.cause instanceof DestinationFailure)) return { code: error.code, message: error.message, problems: [] };
  const { classification } = error.cause;
  return {
    code: 'code' in classification ? classification.code : classification.kind,
    message: classification.message,
    problems: classification.kind === 'permanent' ? classification.problems : [],
  };
}

function fail(step: CompiledStep, payload: unknown, error: NonNullable<StepResult['error']>): StepResult {
  return { step: step.key, state: 'failed', payload: payload ?? null, result: null, error };
}

function skip(step: CompiledStep, code: string, message: string): StepResult {
  return { step: step.key, state: 'skipped', payload: null, result: null, error: { code, message, problems: [] } };
}

/** Names the event without saying what is in it. */
function describe(choice: ChosenEvent): object {
  if ('eventId' in choice) return { eventId: choice.eventId };
  return 'sample' in choice ? choice : { given: choice.envelope.type };
}
