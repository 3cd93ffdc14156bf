import { ApiErrorBody } from '@handoff/shared/api';
import { waitUntil } from '../admin/retry-after.ts';
import { CompanionError } from './errors.ts';

/** A companion's answer, read: its JSON, and its error where it is one. */
export interface Answer {
  status: number;
  json: unknown;
  error: ApiErrorBody['error'] | undefined;
  retryAfter: string | null;
}

export async function readAnswer(response: Response): Promise<Answer> {
  const json: unknown = await response.json().catch(() => undefined);
  const error = response.ok ? undefined : ApiErrorBody.safeParse(json).data?.error;
  return { status: response.status, json, error, retryAfter: response.headers.get('retry-after') };
}

/** A companion that refuses may think better of it without anybody here noticing: asked again after so long. */
const REFUSED_MS = 3_600_000;
const CLOCK_MS = 300_000;
const UNREACHABLE_MS = 30_000;
const LONGEST_WAIT_MS = 86_400_000;

/** What an answer that is no success means for whoever sends events. */
export function failureOf(answer: Answer, now: number): CompanionError {
  const { status, error } = answer;
  if (status === 429 || status === 503) {
    const asked = waitUntil(answer.retryAfter ?? error?.retryAfterSeconds, now) ?? now + UNREACHABLE_MS;
    const words = error?.message ?? 'The Handoff server is busy.';
    return new CompanionError(
      'busy',
      `${words} Nothing is lost; sending goes on by itself.`,
      Math.min(Math.max(asked, now + 1000), now + LONGEST_WAIT_MS),
    );
  }
  if (error === undefined || status >= 500) {
    const words = error?.message ?? `Something that is not the Handoff server answered in its place (status ${status}).`;
    return unreachable(words, now);
  }
  if (error.code === 'clock_skew') {
    return new CompanionError('refused', `The clocks of the Shopify app and the Handoff server differ. ${error.message}`, now + CLOCK_MS);
  }
  return new CompanionError('refused', error.message, now + REFUSED_MS);
}

export function unreachable(words: string, now: number): CompanionError {
  return new CompanionError('unreachable', `${words} Nothing is lost; sending goes on by itself.`, now + UNREACHABLE_MS);
}
