import type { z } from 'zod';

/** Who may call: anyone · a source by its signature · a panel (its source's JWT) or an operator's token · only an operator. */
export type Access = 'public' | 'source' | 'panel' | 'operator';

/**
 * One route of the API, described once: the server validates by it, `/openapi.json` is made from it, the
 * client takes its types from it.
 */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for each parameter. */
  path: `/${string}`;
  summary: string;
  tag: string;
  access: Access;
  status: 200 | 201 | 202;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Where a whole batch has to fit, more than the server's usual limit for a body. */
  maxBodyBytes?: number;
  answer: z.ZodType;
}

/** Checks a definition and keeps its exact types. */
export function endpoint<E extends Endpoint>(definition: E): E {
  return definition;
}

/** What a caller sends (`input`) and a handler gets (`output`) for each part an endpoint has. */
export type PartsOf<E, Io extends 'input' | 'output'> = {
  [Part in 'params' | 'query' | 'body']: E extends Record<Part, infer S extends z.ZodType>
    ? Io extends 'input'
      ? z.input<S>
      : z.output<S>
    : undefined;
};
