import type { z } from 'zod';

/** Who may call: anyone · a source by its signature · a panel (its source's JWT) or an operator's token · only an operator. */
export type Access = 'public' | 'source' | 'panel' | 'operator';

/**
 * One route of the API, described once: the server validates by it, `/openapi.json` is made from it, the
 * client takes its types from it.
 */
export interface Endpoint<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for each parameter. */
  path: `/${string}`;
  summary: string;
  tag: string;
  access: Access;
  status: 200 | 201 | 202;
  params?: Params;
  query?: Query;
  body?: Body;
  answer: Answer;
}

export function endpoint<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType>(
  definition: Endpoint<P, Q, B, A>,
): Endpoint<P, Q, B, A> {
  return definition;
}
