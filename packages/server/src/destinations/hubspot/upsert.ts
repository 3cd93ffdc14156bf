import { UpsertAnswer, type UpsertedRecord } from './answers.ts';
import { classifyRecordError } from './classify.ts';
import { API, type Settings } from './settings.ts';
import { type CallContext, DestinationFailure, type VendorResponse } from '../kit/types.ts';

/** The most records one call may carry. */
export const BATCH_SIZE = 100;

export interface UpsertInput {
  /** The value of the identifying property. */
  id: string;
  properties: Record<string, string>;
}

interface Place extends UpsertInput {
  index: number;
}

/**
 * Creates or updates records by a unique property; one outcome for each input, in order.
 *
 * HubSpot refuses a whole call in which two inputs have the same id, so repeats go out in later calls. It
 * may also refuse a whole call for one bad record and name only the first: such a call is sent again in
 * halves until every good record is in and every bad one has its own reason.
 */
export async function upsertAll(
  ctx: CallContext<Settings>,
  objectType: string,
  idProperty: string,
  inputs: UpsertInput[],
): Promise<(UpsertedRecord | DestinationFailure)[]> {
  const outcomes = new Map<number, UpsertedRecord | DestinationFailure>();

  const settle = async (group: Place[]): Promise<void> => {
    const answer = await send(ctx, objectType, idProperty, group);
    if (answer instanceof DestinationFailure) {
      // What is wrong with the connection or with HubSpot is wrong for every record: stop here.
      if (!isAboutRecords(answer)) throw answer;
      const [input] = group;
      if (group.length === 1 && input !== undefined) return void outcomes.set(input.index, answer);
      const half = Math.ceil(group.length / 2);
      await settle(group.slice(0, half));
      return settle(group.slice(half));
    }
    const found = readAnswer(group, answer, ctx.now());
    for (const [index, outcome] of found) outcomes.set(index, outcome);
    // An error that names no record leaves some without an outcome; alone, the answer can only be about them.
    for (const input of group.filter((candidate) => !found.has(candidate.index))) await settle([input]);
  };

  try {
    for (const wave of wavesWithoutRepeats(inputs)) await settle(wave);
  } catch (error) {
    if (!(error instanceof DestinationFailure)) throw error;
    inputs.forEach((_, index) => outcomes.has(index) || outcomes.set(index, error));
  }
  return inputs.map((_, index) => outcomes.get(index)!);
}

/** Whether HubSpot refused what the records say (bad value, conflict, too large) rather than the call itself. */
function isAboutRecords(failure: DestinationFailure): boolean {
  const { kind } = failure.classification;
  return (kind === 'permanent' || kind === 'duplicate') && [400, 409, 413].includes(failure.response?.status ?? 0);
}

async function send(
  ctx: CallContext<Settings>,
  objectType: string,
  idProperty: string,
  group: Place[],
): Promise<VendorResponse | DestinationFailure> {
  try {
    return await ctx.call({
      method: 'POST',
      path: `/crm/objects/${API}/${objectType}/batch/upsert`,
      // The trace id asks HubSpot to judge each record by itself (207) and to say which result is whose.
      json: { inputs: group.map(({ index, id, properties }) => ({ id, idProperty, objectWriteTraceId: String(index), properties })) },
    });
  } catch (error) {
    if (error instanceof DestinationFailure) return error;
    throw error;
  }
}

/** The outcomes an answer names. HubSpot returns results in its own order, so position says nothing. */
function readAnswer(group: Place[], response: VendorResponse, now: number): Map<number, UpsertedRecord | DestinationFailure> {
  const answer = UpsertAnswer.safeParse(response.json).data;
  const alone = group.length === 1;
  const found = new Map<number, UpsertedRecord | DestinationFailure>();
  for (const { index } of group) {
    const trace = String(index);
    const record = answer?.results.find((result) => alone || result.objectWriteTraceId === trace);
    const error = answer?.errors.find((candidate) => alone || tracesOf(candidate.context).includes(trace));
    if (record !== undefined) found.set(index, record);
    else if (error !== undefined) found.set(index, new DestinationFailure(classifyRecordError(error, now), response));
    else if (alone) found.set(index, unreadable(response));
  }
  return found;
}

function unreadable(response: VendorResponse): DestinationFailure {
  const message = 'HubSpot answered without saying what became of the record; it may or may not be saved.';
  return new DestinationFailure({ kind: 'unknown', code: 'unexpected_answer', message }, response);
}

function tracesOf(context: Record<string, unknown> | undefined): unknown[] {
  const traces = context?.['objectWriteTraceId'];
  return Array.isArray(traces) ? traces : [traces];
}

/** Inputs in order, in groups of at most 100 in which no id comes twice. */
function wavesWithoutRepeats(inputs: UpsertInput[]): Place[][] {
  const waves: Place[][] = [];
  const lastWaveOf = new Map<string, number>();
  inputs.forEach((input, index) => {
    let at = (lastWaveOf.get(input.id) ?? -1) + 1;
    while ((waves[at]?.length ?? 0) >= BATCH_SIZE) at += 1;
    (waves[at] ??= []).push({ ...input, index });
    lastWaveOf.set(input.id, at);
  });
  return waves;
}
