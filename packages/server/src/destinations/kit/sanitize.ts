import { redactHeaders, redactText, secretNeedles } from '../../observe/redact.ts';
import { cut } from './cut.ts';
import { secretKeys } from './settings.ts';
import type { Classification, DestinationDefinition } from './types.ts';

/** One request and what came of it, safe to store and to show. `response` or `error` is set, never both. */
export interface RecordedExchange {
  request: { method: string; url: string; headers: Record<string, string>; body?: string };
  response?: { status: number; headers: Record<string, string>; body: string };
  error?: { code: string; message: string };
  durationMs: number;
}

/** Bodies are kept up to this many characters. */
export const BODY_LIMIT = 16 * 1024;

type Failure = Exclude<Classification, { kind: 'ok' }>;

export interface Sanitizer {
  exchange: (raw: RecordedExchange) => RecordedExchange;
  /** A vendor may quote our key in its error message; the owner must not see it there. */
  failure: <T extends Failure>(classification: T) => T;
}

/** Knows the secrets of one connection and blanks them from everything about to be recorded. */
export function createSanitizer<S>(options: {
  definition: DestinationDefinition<S>;
  settings: S;
  accessToken?: string | undefined;
}): Sanitizer {
  const { definition, settings, accessToken } = options;
  const needles = secretNeedles([
    ...secretKeys(definition).flatMap((key) => textsIn((settings as Record<string, unknown>)[key])),
    ...(definition.redact?.(settings) ?? []),
    ...(accessToken === undefined ? [] : [accessToken]),
  ]);
  const clean = (text: string) => redactText(text, needles);
  const cleanBody = (body: string) => cap(clean(body));
  const headers = (all: Record<string, string>) => redactHeaders(Object.entries(all), needles);
  return {
    exchange: ({ request, response, error, durationMs }) => ({
      request: {
        method: request.method,
        url: clean(request.url),
        headers: headers(request.headers),
        ...(request.body === undefined ? {} : { body: cleanBody(request.body) }),
      },
      ...(response === undefined
        ? {}
        : { response: { status: response.status, headers: headers(response.headers), body: cleanBody(response.body) } }),
      ...(error === undefined ? {} : { error: { code: error.code, message: clean(error.message) } }),
      durationMs,
    }),
    failure: (classification) => ({
      ...classification,
      message: clean(classification.message),
      ...('problems' in classification
        ? { problems: classification.problems.map(({ path, message }) => ({ path, message: clean(message) })) }
        : {}),
    }),
  };
}

function cap(body: string): string {
  return body.length <= BODY_LIMIT ? body : `${cut(body, BODY_LIMIT)}… [cut, ${body.length} characters in all]`;
}

/** Every text inside a secret setting, which may be a list or a table (extra headers). */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
