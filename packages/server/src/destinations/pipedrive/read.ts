import type { z } from 'zod';
import { DestinationFailure, type CallContext, type VendorRequest } from '../kit/index.ts';
import { readOne, readPage } from './answers.ts';
import type { Settings } from './settings.ts';

/** The most one page may hold, and the most pages read before the rest is left to a person. */
const PAGE = 500;
const PAGES = 3;

/** Reads a record by its id; undefined where Pipedrive does not have it (any more). */
export async function readIfThere<T>(
  ctx: CallContext<Settings>,
  path: string,
  query: NonNullable<VendorRequest['query']>,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  try {
    return readOne(schema, await ctx.call({ method: 'GET', path, query }));
  } catch (error) {
    if (error instanceof DestinationFailure && error.response?.status === 404 && error.response.json !== undefined) return undefined;
    throw error;
  }
}

/**
 * Looks through a list, newest first, for a record an earlier try may have made. Lists come from the database, so unlike
 * a search they show a record the moment it is made.
 * @throws DestinationFailure `unknown` where the list is longer than is read.
 */
export async function findInList<T>(
  ctx: CallContext<Settings>,
  list: { path: string; query: NonNullable<VendorRequest['query']>; schema: z.ZodType<T>; paging: 'cursor' | 'start'; words: string },
  isOurs: (record: T) => boolean,
): Promise<T | undefined> {
  let next: NonNullable<VendorRequest['query']> = {};
  for (let page = 1; page <= PAGES; page++) {
    const response = await ctx.call({ method: 'GET', path: list.path, query: { ...list.query, limit: PAGE, ...next } });
    const { records, cursor, isLast } = readPage(list.schema, response);
    const found = records.find(isOurs);
    if (found !== undefined || isLast) return found;
    next = list.paging === 'cursor' ? { cursor } : { start: page * PAGE };
  }
  const message = `This record has more ${list.words} in Pipedrive than can be searched, so it is not certain whether this one is among them. Look there; if it is missing, send it again.`;
  throw new DestinationFailure({ kind: 'unknown', code: 'not_found_for_sure', message });
}
