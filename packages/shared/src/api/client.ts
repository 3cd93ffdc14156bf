import type { z } from 'zod';
import type { Endpoint, PartsOf } from './endpoint.ts';
import { endpoints } from './endpoints/index.ts';
import { ApiErrorBody, type ErrorCode } from './errors.ts';

type Parts<E> = PartsOf<E, 'input'>;
/** What a caller of an endpoint gives. */
export type InputOf<E> = (Parts<E>['params'] extends undefined ? unknown : Pick<Parts<E>, 'params'>) &
  (Parts<E>['query'] extends undefined ? unknown : Partial<Pick<Parts<E>, 'query'>>) &
  (Parts<E>['body'] extends undefined ? unknown : Pick<Parts<E>, 'body'>);
/** What an endpoint answers. */
export type AnswerOf<E> = E extends { answer: infer A extends z.ZodType } ? z.output<A> : never;

/** An error the server answered; `code` is stable, `message` says what to do. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: ApiErrorBody['error'];
  constructor(status: number, details: ApiErrorBody['error']) {
    super(details.message);
    this.code = details.code;
    this.status = status;
    this.details = details;
  }
}

export interface ClientOptions {
  baseUrl: string;
  /** Asked before each call, so that a short-lived token can be made anew. None where the browser's session says who asks. */
  token?: () => string | Promise<string>;
  fetch?: (request: Request) => Promise<Response>;
}

/** Calls any of a set of endpoints by name. */
export type ClientOf<Endpoints extends Record<string, Endpoint>> = <Name extends keyof Endpoints>(
  name: Name,
  input: InputOf<Endpoints[Name]>,
) => Promise<AnswerOf<Endpoints[Name]>>;

export type Client = ClientOf<typeof endpoints>;

/** A client of the server's API whose types are the endpoints': `client('getEvent', { params: { workspaceId, eventId } })`. */
export function createClient(options: ClientOptions): Client {
  return createClientOf(endpoints, options);
}

/** The same for another set of endpoints, such as the routes of the WordPress plugin. */
export function createClientOf<Endpoints extends Record<string, Endpoint>>(known: Endpoints, options: ClientOptions): ClientOf<Endpoints> {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  return async (name, input) => {
    const { method, path, media, answer } = known[name] as unknown as Pick<Endpoint, 'method' | 'path' | 'media' | 'answer'>;
    const { params, query, body } = input as {
      params?: Record<string, string>;
      query?: Record<string, string | number | boolean | undefined>;
      body?: unknown;
    };
    const url = new URL(
      options.baseUrl.replace(/\/$/, '') + path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params?.[key] ?? '')),
    );
    for (const [key, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(key, String(value));
    const response = await send(
      new Request(url, {
        method,
        headers: {
          ...(options.token === undefined ? {} : { authorization: `Bearer ${await options.token()}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    if (response.ok && media !== undefined) return (await response.text()) as never;
    const json: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer.parse(json) as never;
    const error = ApiErrorBody.safeParse(json);
    throw new ApiError(
      response.status,
      error.success ? error.data.error : { code: 'internal', message: `The server answered ${response.status} without saying why.` },
    );
  };
}
