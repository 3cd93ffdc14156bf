import type { Context } from 'hono';
import { AppError } from '../../observe/app-error.ts';
import { said } from '../../words/said.ts';
import type { AppDeps } from '../deps.ts';

/** Refuses a request that another site made this browser send. Every browser says where a POST comes from; one that does not is none. */
export function requireSameOrigin(c: Context, deps: Pick<AppDeps, 'publicUrl'>): void {
  const site = c.req.header('sec-fetch-site');
  const isOurs = site !== undefined ? site === 'same-origin' : c.req.header('origin') === new URL(deps.publicUrl()).origin;
  if (!isOurs) throw new AppError('forbidden', said('signIn.otherSite'));
}
