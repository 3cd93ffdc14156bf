import { type Envelope, type Problem, toProblems } from '@handoff/shared/event';
import type { OpenConnection } from '../delivery/connections.ts';
import { type KnownPerson, knownPersons, personMembers } from '../domain/identity/known.ts';
import { reasonsOf } from '../domain/event/view.ts';
import { wasReleased } from '../domain/screening/history.ts';
import type { OperationDefinition } from '../destinations/kit/types.ts';
import type { DeliveryRow } from '../store/outbox/index.ts';
import { isStoreFault } from '../store/faults.ts';
import type { Store } from '../store/store.ts';
import { evenly } from '../store/values.ts';
import { type CompiledFlow, type CompiledStep, flowVersions } from './flows.ts';
import { openBody } from './process.ts';
import { withRecentOrders } from './recent-orders.ts';

/** A delivery with everything it needs before its call. */
export interface Prepared {
  delivery: DeliveryRow;
  step: CompiledStep;
  operation: OperationDefinition<unknown, unknown>;
  payload: unknown;
  event: {
    /** When it happened, in epoch milliseconds, and its place in the order of receipt. */
    occurredAt: number;
    seq: number;
    /** Whether it is of a quiet import. */
    quiet: boolean;
    /** Whether it was kept back until a person let it go. */
    released: boolean;
  };
  /** As the event's sender gave it. */
  traceparent: string | null;
}

export interface Unpreparable {
  delivery: DeliveryRow;
  payload: unknown;
  code: string;
  message: string;
  problems: Problem[];
  traceparent: string | null;
}

/** Before what comes with the stored event is added. */
type Made = Omit<Prepared, 'traceparent'> | Omit<Unpreparable, 'traceparent'>;

/** Applies the pinned mapping to each delivery's event and checks the result against the operation's schema. */
export async function prepare(store: Store, connection: OpenConnection, deliveries: DeliveryRow[]): Promise<(Prepared | Unpreparable)[]> {
  const flows = await flowVersions(
    store.db,
    deliveries.map((delivery) => delivery.flow_version_id),
  );
  const events = await storedEvents(store, deliveries);
  const persons = await personsOf(store, connection.row.workspace_id, events);
  const outputs = await stepOutputs(store, deliveries);
  const prepareEach = async (delivery: DeliveryRow): Promise<Made> => {
    try {
      return await prepareOne(
        store,
        connection,
        delivery,
        flows,
        { event: events.get(delivery.event_id), person: persons.get(delivery.event_id) },
        outputs,
      );
    } catch (error) {
      // With the database away nothing is known of the event; the lease runs out, and it is tried again.
      if (isStoreFault(error)) throw error;
      // One event that cannot be read must not stop those that were claimed with it.
      const problems = [{ path: '', message: error instanceof Error ? error.message : String(error) }];
      return refuse(
        delivery,
        undefined,
        'internal',
        'Handoff could not make the record. This is a fault of ours; please report it.',
        problems,
      );
    }
  };
  const prepared: (Prepared | Unpreparable)[] = [];
  for (const delivery of deliveries) {
    const traceparent = events.get(delivery.event_id)?.traceparent ?? null;
    prepared.push({ ...(await prepareEach(delivery)), traceparent });
  }
  return prepared;
}

async function prepareOne(
  store: Store,
  connection: OpenConnection,
  delivery: DeliveryRow,
  flows: Map<string, CompiledFlow>,
  { event, person }: { event: StoredEvent | undefined; person: KnownPerson | undefined },
  outputs: Map<string, Record<string, unknown>>,
): Promise<Made> {
  const step = flows.get(delivery.flow_version_id)?.steps.find((candidate) => candidate.key === delivery.step_key);
  const operation = connection.definition.operations[delivery.operation];
  if (step === undefined || event === undefined || operation === undefined) {
    return refuse(
      delivery,
      undefined,
      'gone',
      `What this needs is no longer there: ${step === undefined ? 'the flow’s step' : event === undefined ? 'the event' : 'the operation'}.`,
      [],
    );
  }
  if (step.fault !== undefined) return refuse(delivery, undefined, 'flow_broken', step.fault, []);
  const envelope = event.envelope ?? openBody(event.body);
  const { workspace_id: workspaceId } = delivery;
  const known = step.readsRecentOrders
    ? await withRecentOrders(store.db, { workspaceId }, { envelope, sourceId: event.sourceId })
    : envelope;
  const root = { ...known, ...personMembers(envelope, person), steps: outputs.get(outputsKey(delivery)) ?? {} };
  const mapped = step.mapping.apply(root);
  if (mapped.problems.length > 0) {
    return refuse(
      delivery,
      mapped.payload,
      'mapping',
      'Some fields could not be filled as the mapping says. Mend the mapping or the event, then replay.',
      mapped.problems,
    );
  }
  const parsed = operation.payload.safeParse(quietened(mapped.payload, operation, envelope));
  if (!parsed.success) {
    return refuse(
      delivery,
      mapped.payload,
      'invalid_payload',
      `${connection.definition.title} would not take this record as it is.`,
      toProblems(parsed.error),
    );
  }
  const { occurredAt, seq, released } = event;
  const quiet = envelope.context?.quiet === true;
  return { delivery, step, operation, payload: parsed.data, event: { occurredAt, seq, quiet, released } };
}

/** Says of an event of a quiet import that it is one: no mapping could be trusted to. */
function quietened(payload: Record<string, unknown>, { quietly }: Prepared['operation'], { context }: Envelope): Record<string, unknown> {
  return quietly === true && context?.quiet === true ? { ...payload, quiet: true } : payload;
}

export function isPrepared(candidate: Prepared | Unpreparable): candidate is Prepared {
  return 'operation' in candidate;
}

function refuse(delivery: DeliveryRow, payload: unknown, code: string, message: string, problems: Problem[]): Made {
  return { delivery, payload, code, message, problems };
}

interface StoredEvent {
  seq: number;
  occurredAt: number;
  sourceId: string;
  traceparent: string | null;
  released: boolean;
  body: string;
  /** Undefined where it cannot be read, which its own delivery is told. */
  envelope: Envelope | undefined;
}

async function storedEvents(store: Store, deliveries: DeliveryRow[]): Promise<Map<string, StoredEvent>> {
  const rows = await store.db
    .selectFrom('events')
    .select(['id', 'seq', 'occurred_at', 'source_id', 'body', 'traceparent', 'reasons'])
    .where('id', 'in', evenly([...new Set(deliveries.map((delivery) => delivery.event_id))]))
    .execute();
  return new Map(
    rows.map(({ id, seq, occurred_at: occurredAt, source_id: sourceId, body, traceparent, reasons }) => [
      id,
      {
        seq,
        occurredAt,
        sourceId,
        traceparent,
        released: wasReleased({ reasons: reasonsOf({ reasons }) }),
        body,
        envelope: readBody(body),
      },
    ]),
  );
}

function readBody(body: string): Envelope | undefined {
  try {
    return openBody(body);
  } catch {
    return undefined;
  }
}

function personsOf(store: Store, workspaceId: string, events: Map<string, StoredEvent>): Promise<Map<string, KnownPerson>> {
  const readable = [...events].flatMap(([id, { sourceId, envelope }]) => (envelope === undefined ? [] : [{ id, sourceId, envelope }]));
  return knownPersons(store.db, workspaceId, readable);
}

/** Outputs of earlier steps, for deliveries that come after one. The latest of a step counts, also where newer data stood before it. */
async function stepOutputs(store: Store, deliveries: DeliveryRow[]): Promise<Map<string, Record<string, unknown>>> {
  const following = deliveries.filter((delivery) => delivery.after_id !== null);
  const outputs = new Map<string, Record<string, unknown>>();
  if (following.length === 0) return outputs;
  const rows = await store.db
    .selectFrom('deliveries')
    .select(['event_id', 'flow_id', 'step_key', 'result'])
    .where('event_id', 'in', evenly([...new Set(following.map((delivery) => delivery.event_id))]))
    .where('state', 'in', ['succeeded', 'skipped'])
    .where('result', 'is not', null)
    .orderBy('seq')
    .execute();
  for (const row of rows) {
    const steps = outputs.get(outputsKey(row)) ?? {};
    steps[row.step_key] = (JSON.parse(row.result ?? '{}') as { output?: unknown }).output ?? {};
    outputs.set(outputsKey(row), steps);
  }
  return outputs;
}

function outputsKey(row: { event_id: string; flow_id: string }): string {
  return `${row.event_id}:${row.flow_id}`;
}
