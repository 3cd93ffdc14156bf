import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { z } from 'zod';
import type { Fetch } from '../../destinations/kit/http.ts';
import { postForm, requireSuccess, type ServiceAnswer, ServiceFailure } from './call.ts';

/** What Cloudflare says of a visitor's token. `elsewhere`: it was made for another site or another purpose. */
export type TurnstileVerdict = 'valid' | 'wrong' | 'expired' | 'elsewhere';

/** The widget says this with each token, so that one made for, say, a sign-in page is worth nothing in a form. */
export const TURNSTILE_ACTION = 'handoff-form';

const NAME = 'Turnstile';
const URL_VERIFY = 'https://challenges.cloudflare.com/turnstile/v0/siteverify';
/** Longer ones are none of Cloudflare's. */
const LONGEST_TOKEN = 2048;

const Answer = z.object({
  success: z.boolean(),
  'error-codes': z.array(z.string()).default([]),
  hostname: z.string().optional(),
  action: z.string().optional(),
});

export interface TokenQuestion {
  secret: string;
  token: string;
  /** The visitor's network address, where it is known. */
  ip: string | undefined;
  /** Names the question: asked again, for an answer that got lost, it is the same question to Cloudflare and not a second use. */
  eventId: string;
  /** The host of the site whose form it is. Undefined: any that Cloudflare lets show the widget. */
  host: string | undefined;
}

/** Asks what a token is worth; an answer that got lost is asked for once more. @throws ServiceFailure */
export async function verifyToken(fetch: Fetch, question: TokenQuestion): Promise<TurnstileVerdict> {
  if (question.token.length > LONGEST_TOKEN) return 'wrong';
  const answer = await ask(fetch, question).catch((error: unknown) => {
    if (error instanceof ServiceFailure && (error.why === 'error' || error.why === 'unreachable')) return ask(fetch, question);
    throw error;
  });
  const codes = answer['error-codes'];
  if (!answer.success) {
    if (codes.includes('timeout-or-duplicate')) return 'expired';
    if (codes.includes('invalid-input-response') || codes.includes('missing-input-response')) return 'wrong';
    throw failureOf(codes);
  }
  return isHost(answer.hostname, question.host) && answer.action === TURNSTILE_ACTION ? 'valid' : 'elsewhere';
}

/** Whether the secret is one of Cloudflare's: it then finds fault with a made-up token only. @throws ServiceFailure where it does not say. */
export async function verifySecret(fetch: Fetch, secret: string): Promise<boolean> {
  const { success, 'error-codes': codes } = parse(
    await postForm(fetch, NAME, URL_VERIFY, { secret, response: 'handoff-checks-its-secret' }),
  );
  if (codes.includes('invalid-input-secret') || codes.includes('missing-input-secret')) return false;
  if (success || codes.includes('invalid-input-response')) return true;
  throw failureOf(codes);
}

async function ask(fetch: Fetch, { secret, token, ip, eventId }: TokenQuestion) {
  const form = {
    secret,
    response: token,
    idempotency_key: uuidOf(eventId),
    ...(ip === undefined || isIP(ip) === 0 ? {} : { remoteip: ip }),
  };
  const answer = parse(await postForm(fetch, NAME, URL_VERIFY, form));
  if (answer['error-codes'].includes('internal-error')) throw failureOf(answer['error-codes']);
  return answer;
}

/** Error codes say more than the status they come with, so the answer is read first. */
function parse(answer: ServiceAnswer): z.infer<typeof Answer> {
  try {
    return Answer.parse(JSON.parse(answer.text));
  } catch (error) {
    requireSuccess(NAME, answer);
    throw new ServiceFailure('unreadable', `${NAME} gave an answer that is none.`, error);
  }
}

function failureOf(codes: readonly string[]): ServiceFailure {
  if (codes.includes('invalid-input-secret') || codes.includes('missing-input-secret'))
    return new ServiceFailure('key', `${NAME} refuses the secret key.`);
  if (codes.includes('internal-error')) return new ServiceFailure('error', `${NAME} had a fault of its own.`);
  return new ServiceFailure('unreadable', `${NAME} could not make sense of the request.`);
}

/** The site's own host, with or without `www.` */
function isHost(said: string | undefined, own: string | undefined): boolean {
  if (own === undefined) return true;
  const bare = (host: string) => host.toLowerCase().replace(/^www\./, '');
  return said !== undefined && bare(said) === bare(own);
}

/** Always the same UUID for the same event. */
function uuidOf(eventId: string): string {
  const hex = createHash('sha256').update(`turnstile\n${eventId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
