import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DestinationFailure, type CallContext, type VendorResponse } from '../kit/index.ts';
import type { Settings } from './settings.ts';

export const MINOR_VERSION = '75';

/** An answer that is JSON but not what QuickBooks sends for this. */
export function unexpected(what: string): DestinationFailure {
  return new DestinationFailure({
    kind: 'retry',
    code: 'not_json',
    message: `QuickBooks did not answer with ${what}. It will be tried again; nothing is entered twice.`,
  });
}

/** Reads one entity out of `{ "Customer": {…} }`. */
export function entityOf<T>(response: VendorResponse, name: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse((response.json as Record<string, unknown> | null)?.[name]);
  if (!parsed.success) throw unexpected(`the ${name.toLowerCase()} it made`);
  return parsed.data;
}

const Found = z.looseObject({ QueryResponse: z.record(z.string(), z.unknown()) });

/** Runs a search, and answers what it found. */
export async function query<T>(ctx: CallContext<Settings>, entity: string, where: string, schema: z.ZodType<T>): Promise<T[]> {
  const text = `select * from ${entity}${where === '' ? '' : ` where ${where}`} maxresults 1000`;
  const response = await ctx.call({ method: 'GET', path: '/query', query: { query: text, minorversion: MINOR_VERSION } });
  const found = Found.safeParse(response.json);
  const rows = z.array(schema).safeParse(found.data?.QueryResponse[entity] ?? []);
  if (!found.success || !rows.success) throw unexpected('a list');
  return rows.data;
}

/** A text inside a search, where an apostrophe is written \'. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** At most 50 characters, which is what QuickBooks remembers a request by. */
export function requestId(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40);
}

/** Creates, updates or deletes; QuickBooks answers a `requestid` it has seen with what it answered then. */
export async function write(
  ctx: CallContext<Settings>,
  entity: string,
  body: Record<string, unknown>,
  options: { requestId?: string; operation?: 'delete' } = {},
): Promise<VendorResponse> {
  return ctx.call({
    method: 'POST',
    path: `/${entity.toLowerCase()}`,
    query: { minorversion: MINOR_VERSION, requestid: options.requestId, operation: options.operation },
    json: body,
  });
}

/** Whether QuickBooks refused with this code. */
export function isFault(error: unknown, code: string): error is DestinationFailure {
  return error instanceof DestinationFailure && 'code' in error.classification && error.classification.code === `qbo_${code}`;
}

/** Where a person sees the record. */
export function pageOf({ environment }: Settings, page: string): string {
  return `https://${environment === 'sandbox' ? 'sandbox.qbo' : 'app.qbo'}.intuit.com/app/${page}`;
}
