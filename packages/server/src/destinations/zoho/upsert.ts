import { z } from 'zod';
import { Outcome, UpsertAnswer } from './answers.ts';
import { classifyRecord } from './classify.ts';
import { MOST_FIELDS, parseAnswer, readBack } from './read.ts';
import { API, recordUrl, type Settings } from './settings.ts';
import { differences, textOf, type Values } from './values.ts';
import { DestinationFailure, sendInBatches, type CallContext, type Performed } from '../kit/index.ts';

/** The most records one call may carry. */
export const BATCH_SIZE = 100;

export type ModuleName = 'Leads' | 'Contacts' | 'Accounts' | 'Deals';

export interface UpsertTarget {
  module: ModuleName;
  /** The field Zoho finds records by. */
  keyField: string;
  /** What Zoho demands of a new record, for where the event does not tell it. */
  ifDemanded?: (values: Values) => Values;
}

export interface Saved {
  id: string;
  created: boolean;
}

type Saves = (Saved | DestinationFailure)[];

/**
 * Creates or updates records by a key; one outcome for each, in order. What Zoho demands of a new record is filled in
 * only when it asks, so that nothing is written over what a salesperson entered in one that exists. It is filled in before
 * the next of the same key goes out, which then meets a record that is there.
 */
export function upsertAll(ctx: CallContext<Settings>, target: UpsertTarget, inputs: Values[]): Promise<Saves> {
  return inBatches(target, inputs, (part) => sendDemanded(ctx, target, part));
}

function inBatches({ keyField }: UpsertTarget, inputs: Values[], send: (part: Values[]) => Promise<Saves>): Promise<Saves> {
  return sendInBatches<Values, Saved>(inputs, {
    size: BATCH_SIZE,
    // Two of one key in a call: which wins is nowhere said.
    keyOf: (values) => textOf(values[keyField]).toLowerCase(),
    isAboutRecords: ({ classification, response }) => classification.kind === 'permanent' && response?.status === 400,
    send,
  });
}

/** One call, and another for each field Zoho asks for: it names one missing field at a time. */
async function sendDemanded(ctx: CallContext<Settings>, target: UpsertTarget, part: Values[]): Promise<Saves> {
  const records = [...part];
  const outcomes = await sendPart(ctx, target, records);
  const spare = target.ifDemanded ?? ((): Values => ({}));
  for (let left = Object.keys(spare({})).length; left > 0; left -= 1) {
    const again = outcomes.flatMap((outcome, place) => {
      const missing = outcome instanceof DestinationFailure ? missingField(outcome) : undefined;
      const value = missing === undefined ? undefined : spare(records[place]!)[missing];
      return missing === undefined || value === undefined || records[place]![missing] !== undefined ? [] : [{ place, missing, value }];
    });
    if (again.length === 0) break;
    for (const { place, missing, value } of again) records[place] = { ...records[place], [missing]: value };
    // In batches again, so that a failure here does not hide what was saved before.
    const filled = again.map(({ place }) => records[place]!);
    const retried = await inBatches(target, filled, (some) => sendPart(ctx, target, some));
    for (const [index, { place }] of again.entries()) outcomes[place] = retried[index]!;
  }
  return outcomes;
}

function missingField({ classification }: DestinationFailure): string | undefined {
  if (classification.kind !== 'permanent' || classification.code !== 'mandatory_not_found') return undefined;
  return classification.problems[0]?.path.replace('/fields/', '');
}

async function sendPart(ctx: CallContext<Settings>, { module, keyField }: UpsertTarget, part: Values[]): Promise<Saves> {
  const json = { data: part, duplicate_check_fields: [keyField] };
  const response = await ctx.call({ method: 'POST', path: `${API}/${module}/upsert`, json });
  const { data } = parseAnswer(UpsertAnswer.extend({ data: z.array(Outcome).length(part.length) }), response);
  return data.map((outcome) => toSaved(outcome) ?? new DestinationFailure(classifyRecord(outcome), response));
}

function toSaved({ code, details, action }: Outcome): Saved | undefined {
  return code === 'SUCCESS' && details.id !== undefined ? { id: details.id, created: action === 'insert' } : undefined;
}

/** Turns saved records into what is shown, with what arrived otherwise than it was sent. */
export async function finish(
  ctx: CallContext<Settings>,
  module: ModuleName,
  inputs: Values[],
  outcomes: (Saved | DestinationFailure)[],
  alsoRead: string[] = [],
): Promise<({ performed: Performed; stored: Record<string, unknown> } | DestinationFailure)[]> {
  const ids = outcomes.flatMap((outcome) => (outcome instanceof DestinationFailure ? [] : [outcome.id]));
  const fields = [...new Set([...alsoRead, ...inputs.flatMap((values) => Object.keys(values))])].slice(0, MOST_FIELDS);
  const read = ctx.settings.checkArrived ? await readBack(ctx, module, [...new Set(ids)], fields) : [];
  const storedById = new Map<string, Record<string, unknown>>(read.map((record) => [record.id, record]));
  return outcomes.map((outcome, index) => {
    if (outcome instanceof DestinationFailure) return outcome;
    const { id, created } = outcome;
    const stored = storedById.get(id);
    const compared = Object.entries(inputs[index]!).filter(([name]) => fields.includes(name));
    const changed = stored === undefined ? [] : differences(Object.fromEntries(compared), stored);
    const performed: Performed = {
      id,
      url: recordUrl(ctx.settings, module, id),
      output: { id },
      effect: created ? 'created' : 'updated',
      ...(changed.length === 0 ? {} : { differences: changed }),
    };
    return { performed, stored: stored ?? {} };
  });
}
