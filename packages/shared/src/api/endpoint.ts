import type { z } from 'zod';
import type { Role } from './members.ts';

/**
 * Who may call: anyone · a source by its signature · a panel (its source's JWT), an operator's token or a member · an
 * operator's token or a member · only somebody who is signed in.
 */
export type Access = 'public' | 'source' | 'panel' | 'operator' | 'member';

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
  /** The least role of a member who may call; see `roleFor`. */
  needs?: Role;
  status: 200 | 201 | 202;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Where a whole batch has to fit, more than the server's usual limit for a body. */
  maxBodyBytes?: number;
  /** What it answers in, where that is not JSON; `answer` is a text then. */
  media?: 'text/markdown' | 'image/svg+xml';
  /** Its words follow `Accept-Language`, as far as the server speaks that; English otherwise. */
  inLanguage?: true;
  answer: z.ZodType;
}

/** Checks a definition and keeps its exact types. */
export function endpoint<E extends Endpoint>(definition: E): E {
  return definition;
}

/** The least role of a member who may call: what the endpoint says, else viewer for what only reads and manager for the rest. */
export function roleFor({ method, needs }: Pick<Endpoint, 'method' | 'needs'>): Role {
  return needs ?? (method === 'GET' ? 'viewer' : 'manager');
}

/** What a caller sends (`input`) and a handler gets (`output`) for each part an endpoint has. */
export type PartsOf<E, Io extends 'input' | 'output'> = {
  [Part in 'params' | 'query' | 'body']: E extends Record<Part, infer S extends z.ZodType>
    ? Io extends 'input'
      ? z.input<S>
      : z.output<S>
    : undefined;
};
