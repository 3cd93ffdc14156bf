import { ApiErrorBody, ERROR_CODES } from '@handoff/shared/api';
import type { World } from './world.ts';

export interface Answered {
  status: number;
  text: string;
  json: unknown;
}

/**
 * What holds of every answer, whatever was asked: no mistake of the server's, the declared shape of errors, no secret,
 * and the headers that keep a browser from taking it for something else.
 * @throws Error that names what does not hold.
 */
export async function sound(world: World, response: Response): Promise<Answered> {
  const { status } = response;
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const fail = (what: string): never => {
    throw new Error(`${what}\nstatus ${status}, ${type}\n${text.slice(0, 1000)}\n${world.faults.splice(0).join('\n').slice(0, 3000)}`);
  };
  const secret = world.secrets.find((known) => text.includes(known));
  if (secret !== undefined) fail('A secret stands in the answer.');
  if (world.faults.length > 0) fail('The server logged a mistake of its own.');
  if (response.headers.get('x-content-type-options') !== 'nosniff') fail('The answer has no nosniff.');
  if (!response.headers.has('cache-control')) fail('The answer does not say who may keep it.');
  if (status >= 500 && status !== 502) fail('The server failed.');
  if (/^(text\/html|image\/svg)/.test(type) && /<script>alert|<img src=x/.test(text))
    fail('What was typed stands in a page or a picture, unescaped.');
  if (type.startsWith('text/html')) {
    if (!response.headers.has('content-security-policy')) fail('A page without a policy.');
    return { status, text, json: undefined };
  }
  if (text === '' || (status < 400 && !type.startsWith('application/json'))) return { status, text, json: undefined };
  const json = parse(text) ?? fail('The answer is not JSON.');
  if (status < 400) return { status, text, json };
  const error = ApiErrorBody.safeParse(json);
  if (!error.success) return fail('The error has another shape than declared.');
  if (ERROR_CODES[error.data.error.code].status !== status) fail('The error’s code is of another status.');
  if (status === 429 && !response.headers.has('retry-after')) fail('A 429 without Retry-After.');
  return { status, text, json };
}

function parse(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
