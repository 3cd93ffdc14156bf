import { z } from 'zod';
import type { CallContext } from '../kit/index.ts';
import { Person, readPage, readSearch } from './answers.ts';
import { readIfThere } from './read.ts';
import type { Settings } from './settings.ts';

const Found = z.looseObject({ id: z.int(), emails: z.array(z.string()).default([]) });

/** As many as a page may hold: everybody added in the last minutes, and in most companies in the last weeks. */
const NEWEST = 500;

/**
 * The oldest person with this e-mail address, and how many have it. The search answers from an index that lags behind, which
 * is how copies come about, so where it finds nobody the newest persons are read as well.
 */
export async function findPerson(ctx: CallContext<Settings>, email: string): Promise<{ id: number; copies: number } | undefined> {
  const wanted = email.trim().toLowerCase();
  const searched = await ctx.call({
    method: 'GET',
    path: '/api/v2/persons/search',
    query: { term: wanted, fields: 'email', exact_match: 'true', limit: 100 },
  });
  const found = readSearch(Found, searched).filter(({ emails }) => emails.some((one) => one.trim().toLowerCase() === wanted));
  const ids = found.length > 0 ? found.map(({ id }) => id) : await amongNewest(ctx, wanted);
  return ids.length === 0 ? undefined : { id: Math.min(...ids), copies: ids.length };
}

async function amongNewest(ctx: CallContext<Settings>, wanted: string): Promise<number[]> {
  const response = await ctx.call({
    method: 'GET',
    path: '/api/v2/persons',
    query: { sort_by: 'add_time', sort_direction: 'desc', limit: NEWEST },
  });
  return readPage(Person, response)
    .records.filter(({ emails }) => (emails ?? []).some(({ value }) => value.trim().toLowerCase() === wanted))
    .map(({ id }) => id);
}

export function readPerson(ctx: CallContext<Settings>, id: number): Promise<Person | undefined> {
  return readIfThere(ctx, `/api/v2/persons/${id}`, { include_fields: 'marketing_status' }, Person);
}
