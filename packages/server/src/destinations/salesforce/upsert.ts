import { SaveResults } from './answers.ts';
import { classifyRecord } from './classify.ts';
import { parseAnswer, readBack } from './read.ts';
import { DATA, recordUrl, type Settings } from './settings.ts';
import { differences, type Values } from './values.ts';
import { DestinationFailure, sendInBatches, type CallContext, type Performed } from '../kit/index.ts';

/** Of the 200 Salesforce takes, so that a query for as many addresses still fits into an address line. */
export const BATCH_SIZE = 100;

export interface UpsertInput {
  /** The value of the key field. */
  key: string;
  values: Values;
}

export interface UpsertTarget {
  object: 'Lead' | 'Contact' | 'Account' | 'Opportunity' | 'Task';
  keyField: string;
  /** What Salesforce demands of a new record, for where the event does not tell it. Never written over what is there. */
  ifNew?: (key: string) => Values;
  /** The keys of records that are there, as far as `ifNew` has something to fill in. */
  known?: Iterable<string>;
}

interface Saved {
  id: string;
  created: boolean;
}

/**
 * Creates or updates records by an external id; one outcome for each input, in order. Always by the collection, also for
 * one record: there the key stands in the body. In the address Salesforce would take "ada@example.inc" for a file name
 * and answer 404.
 */
export async function upsertAll(
  ctx: CallContext<Settings>,
  { object, keyField, ifNew = () => ({}), known = [] }: UpsertTarget,
  inputs: UpsertInput[],
): Promise<(Saved | DestinationFailure)[]> {
  // Grows with each call: whose key comes again is no longer new, unless the first one was refused.
  const there = new Set(known);
  const complete = ({ key, values }: UpsertInput): Values => (there.has(key) ? values : { ...ifNew(key), ...values });
  return sendInBatches<UpsertInput, Saved>(inputs, {
    size: BATCH_SIZE,
    keyOf: ({ key }) => key.toLowerCase(),
    // Salesforce cannot even read a call with a field it does not know, and refuses all of it.
    isAboutRecords: ({ classification, response }) => classification.kind === 'permanent' && response?.status === 400,
    send: async (part) => {
      const response = await ctx.call({
        method: 'PATCH',
        path: `${DATA}/composite/sobjects/${object}/${keyField}`,
        ...(ctx.settings.allowDuplicates ? { headers: { 'sforce-duplicate-rule-header': 'allowSave=true' } } : {}),
        json: {
          allOrNone: false,
          records: part.map((input) => ({ attributes: { type: object }, ...complete(input), [keyField]: input.key })),
        },
      });
      const results = parseAnswer(SaveResults.length(part.length), response);
      for (const [place, { success }] of results.entries()) if (success) there.add(part[place]!.key);
      return results.map(({ success, id, created, errors }) =>
        success && typeof id === 'string'
          ? { id, created: created === true }
          : new DestinationFailure(classifyRecord(errors, keyField), response),
      );
    },
  });
}

/** Turns saved records into what is shown, with what arrived otherwise than it was sent. */
export async function finish(
  ctx: CallContext<Settings>,
  object: UpsertTarget['object'],
  inputs: UpsertInput[],
  outcomes: (Saved | DestinationFailure)[],
  alsoRead: string[] = [],
): Promise<({ performed: Performed; stored: Record<string, unknown> } | DestinationFailure)[]> {
  const stored = await readStored(ctx, object, inputs, outcomes, alsoRead);
  return outcomes.map((outcome, index) => {
    if (outcome instanceof DestinationFailure) return outcome;
    const { id, created } = outcome;
    const now = stored.get(id) ?? {};
    const changed = differences(inputs[index]!.values, now);
    const performed: Performed = {
      id,
      url: recordUrl(ctx.settings, id),
      output: { id },
      effect: created ? 'created' : 'updated',
      ...(changed.length === 0 ? {} : { differences: changed }),
    };
    return { performed, stored: now };
  });
}

/** One call for the whole batch. */
async function readStored(
  ctx: CallContext<Settings>,
  object: UpsertTarget['object'],
  inputs: UpsertInput[],
  outcomes: (Saved | DestinationFailure)[],
  alsoRead: string[],
): Promise<Map<string, Record<string, unknown>>> {
  if (!ctx.settings.checkArrived) return new Map();
  const ids = outcomes.flatMap((outcome) => (outcome instanceof DestinationFailure ? [] : [outcome.id]));
  const fields = [...new Set([...inputs.flatMap(({ values }) => Object.keys(values)), ...alsoRead])];
  const records = await readBack(ctx, object, [...new Set(ids)], fields);
  return new Map(records.flatMap((record) => (typeof record?.['Id'] === 'string' ? [[record['Id'], record]] : [])));
}
