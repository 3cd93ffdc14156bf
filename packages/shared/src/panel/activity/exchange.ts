import { fill, type Translate } from '../translate.ts';

interface Part {
  headers?: Record<string, string>;
  body?: string;
}

interface Recorded {
  request?: Part & { method?: string; url?: string };
  response?: Part & { status?: number };
  durationMs?: number;
}

export interface ExchangeWords {
  /** "POST https://api.example.com/contacts" */
  title: string;
  /** "answered 201, 120 ms" */
  outcome: string;
  /** Headers and body as they went over; undefined where there was none. */
  asked: string | undefined;
  answered: string | undefined;
}

/** One question to a destination and its answer, to read. Secrets were blanked before either was stored. */
export function exchangeWords(exchange: Readonly<Record<string, unknown>>, t: Translate): ExchangeWords {
  const { request, response, durationMs } = exchange as Recorded;
  const answer = response?.status === undefined ? t('no answer') : fill(t('answered {status}'), { status: response.status });
  const took = durationMs === undefined ? [] : [fill(t('{ms} ms'), { ms: Math.round(durationMs) })];
  return {
    title: [request?.method, request?.url].filter((part) => part !== undefined).join(' '),
    outcome: [answer, ...took].join(', '),
    asked: request === undefined ? undefined : textOf(request),
    answered: response === undefined ? undefined : textOf(response),
  };
}

function textOf({ headers = {}, body = '' }: Part): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...lines, ...(body === '' ? [] : ['', readable(body)])].join('\n');
}

/** A value to read; a text that is JSON is laid out. */
export function readable(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
