import { z } from 'zod';
import { DestinationFailure, type CallContext, type VendorResponse } from '../kit/index.ts';
import type { Settings } from './settings.ts';

const Page = z.looseObject({ d: z.looseObject({ results: z.array(z.unknown()) }) });
const One = z.looseObject({ d: z.unknown() });

/** Where the connection's company is. */
export function companyPath(ctx: CallContext<Settings>, resource: string): string {
  return `/api/v1/${ctx.settings.division ?? '0'}/${resource}`;
}

/** Reads the records that match; Exact asks for a filter and a selection. */
export async function read<T>(
  ctx: CallContext<Settings>,
  resource: string,
  filter: string,
  schema: z.ZodObject<Record<string, z.ZodType>, z.core.$loose> & z.ZodType<T>,
): Promise<T[]> {
  const query = { $filter: filter === '' ? undefined : filter, $select: Object.keys(schema.shape).join(',') };
  const response = await ctx.call({ method: 'GET', path: companyPath(ctx, resource), query });
  const page = Page.safeParse(response.json);
  const rows = z.array(schema).safeParse(page.data?.d.results);
  if (!page.success || !rows.success) throw unreadable('a list');
  return rows.data;
}

/** Reads the record Exact answers a creation with. */
export function made<T>(response: VendorResponse, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(One.safeParse(response.json).data?.d);
  if (parsed.success) return parsed.data;
  throw new DestinationFailure({
    kind: 'unknown',
    code: 'unexpected_answer',
    message: 'Something other than Exact Online seems to have answered. It will be looked up before anything is entered again.',
  });
}

function unreadable(what: string): DestinationFailure {
  return new DestinationFailure({
    kind: 'retry',
    code: 'not_json',
    message: `Exact Online did not answer with ${what}. It will be tried again.`,
  });
}

/** A text inside a filter, where an apostrophe is doubled. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The address of one record, as OData writes it. */
export function oneOf(resource: string, id: string): string {
  return `${resource}(guid'${encodeURIComponent(id)}')`;
}
