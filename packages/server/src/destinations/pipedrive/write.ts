import type { Problem } from '@handoff/shared/event';
import type { z } from 'zod';
import type { CallContext, Performed } from '../kit/index.ts';
import { readOne } from './answers.ts';
import { companyOrigin, type Settings } from './settings.ts';
import { differencesFrom } from './values.ts';

/** One kind of record: where its API is, where a person sees it, and our names of its members. */
export interface RecordKind {
  /** `/api/v2/deals` */
  api: string;
  /** `/deal`, under the company's host. */
  page: string;
  paths: Record<string, string>;
  schema: z.ZodType<{ id: string | number; [member: string]: unknown }>;
}

export async function create(ctx: CallContext<Settings>, kind: RecordKind, json: Record<string, unknown>): Promise<Performed> {
  return write(ctx, kind, json, 'created', { method: 'POST', path: kind.api });
}

/** Writes what differs; with nothing to write there is no call. */
export async function update(
  ctx: CallContext<Settings>,
  kind: RecordKind,
  id: string | number,
  changes: Record<string, unknown>,
): Promise<Performed> {
  if (Object.keys(changes).length === 0) return performed(ctx, kind, id, 'unchanged');
  return write(ctx, kind, changes, 'updated', { method: 'PATCH', path: `${kind.api}/${id}` });
}

/**
 * A record that only this delivery can have made: whatever a salesperson changed since stays. After a mended mapping the
 * owner hears what was not written.
 */
export function leftAlone(
  ctx: CallContext<Settings>,
  kind: RecordKind,
  id: string | number,
  { custom_fields: custom = {}, ...changes }: Record<string, unknown>,
): Performed {
  const message =
    'Pipedrive has another value here. The record was made from this before and was left as it is. If it should be otherwise, change it in Pipedrive.';
  const paths = [
    ...Object.keys(changes).map((member) => kind.paths[member] ?? ''),
    ...Object.keys(custom as object).map((code) => `/customFields/${code}`),
  ];
  const differences = paths.map((path): Problem => ({ path, message }));
  return { ...performed(ctx, kind, id, 'unchanged'), ...(differences.length === 0 ? {} : { differences }) };
}

export function performed(
  ctx: CallContext<Settings>,
  kind: Pick<RecordKind, 'page'>,
  id: string | number,
  effect: NonNullable<Performed['effect']>,
): Performed {
  return { id: String(id), url: `${companyOrigin(ctx.settings)}${kind.page}/${id}`, output: { id: String(id) }, effect };
}

async function write(
  ctx: CallContext<Settings>,
  kind: RecordKind,
  json: Record<string, unknown>,
  effect: 'created' | 'updated',
  target: { method: 'POST' | 'PATCH'; path: string },
): Promise<Performed> {
  const kept = readOne(kind.schema, await ctx.call({ ...target, json }));
  const differences = differencesFrom(json, kept, kind.paths);
  return { ...performed(ctx, kind, kept.id, effect), ...(differences.length === 0 ? {} : { differences }) };
}
