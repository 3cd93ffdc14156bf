import { errorOf, type TwinError } from './errors.ts';
import type { UpsertInput } from './requests.ts';
import { type Account, isError, type TwinRecord } from './state.ts';

/** How the twin answers a batch with a bad record in it; HubSpot has been seen doing either. */
export type BatchStyle = 'per-record' | 'whole';

const OBJECT_TYPE_IDS: Record<string, string> = { contacts: '0-1', companies: '0-2', deals: '0-3', notes: '0-46' };

export function upsertBatch(
  account: Account,
  objectType: string,
  inputs: UpsertInput[],
  style: BatchStyle,
): { status: number; body: object } {
  const problem = problemWithBatch(account, objectType, inputs);
  if (problem) return problem;
  // HubSpot judges records one by one only where each carries a trace id of its own.
  const traced = new Set(inputs.map((input) => input.objectWriteTraceId));
  const perRecord = style === 'per-record' && !traced.has(undefined) && traced.size === inputs.length;
  if (!perRecord) {
    const trial = inputs.map((input) => dryRun(account, objectType, input)).find((error) => error !== undefined);
    if (trial) return trial;
  }
  const at = new Date(account.now()).toISOString();
  const results: object[] = [];
  const errors: object[] = [];
  for (const input of inputs) {
    const before = account.find(objectType, input.id, input.idProperty);
    const outcome = write(account, objectType, input);
    const trace = input.objectWriteTraceId === undefined ? {} : { objectWriteTraceId: input.objectWriteTraceId };
    if (isError(outcome)) errors.push(recordError(outcome, input));
    else results.push({ ...toAnswer(outcome), new: before === undefined, ...trace });
  }
  // Not in the order of the request, as observed.
  const body = { status: 'COMPLETE', startedAt: at, completedAt: at, results: results.toReversed() };
  return errors.length === 0 ? { status: 200, body } : { status: 207, body: { ...body, numErrors: errors.length, errors } };
}

export function toAnswer(record: TwinRecord): object {
  return {
    id: record.id,
    properties: { ...record.properties, hs_object_id: record.id },
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    archived: false,
  };
}

function problemWithBatch(account: Account, objectType: string, inputs: UpsertInput[]): TwinError | undefined {
  if (inputs.length > 100) return errorOf(400, 'VALIDATION_ERROR', `The maximum number of inputs in a batch is 100; got ${inputs.length}.`);
  const [idProperty, ...others] = new Set(inputs.map((input) => input.idProperty));
  if (idProperty === undefined || others.length > 0) return errorOf(400, 'VALIDATION_ERROR', 'All inputs must use the same idProperty.');
  const unique = account.properties[objectType]?.some((property) => property.name === idProperty && property.hasUniqueValue);
  if (unique !== true) {
    return errorOf(
      400,
      'VALIDATION_ERROR',
      `Unable to perform update/upsert by non-unique ${OBJECT_TYPE_IDS[objectType]} property ${idProperty} in portal ID 62515`,
    );
  }
  const ids = inputs.map((input) => (idProperty === 'email' ? input.id.toLowerCase() : input.id));
  const repeated = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  if (repeated.length === 0) return undefined;
  return errorOf(400, 'VALIDATION_ERROR', `Duplicate IDs found in batch input: [${repeated.join(', ')}]. IDs must be unique`, {
    context: { ids: repeated },
  });
}

function write(account: Account, objectType: string, input: UpsertInput): TwinRecord | TwinError {
  const existing = account.find(objectType, input.id, input.idProperty);
  const properties = { [input.idProperty]: input.id, ...input.properties };
  return existing === undefined ? account.create(objectType, properties) : account.update(objectType, existing, properties);
}

function dryRun(account: Account, objectType: string, input: UpsertInput): TwinError | undefined {
  const existing = account.find(objectType, input.id, input.idProperty);
  return account.problemWith(objectType, { [input.idProperty]: input.id, ...input.properties }, existing?.id);
}

function recordError(error: TwinError, input: UpsertInput): object {
  const { message, category, errors = [] } = error.body;
  return {
    status: 'error',
    category,
    message,
    errors,
    links: {},
    context: { objectWriteTraceId: [input.objectWriteTraceId], ids: [input.id] },
  };
}
