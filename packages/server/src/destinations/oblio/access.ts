import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DestinationFailure, type CallContext, type VendorRequest, type VendorResponse } from '../kit/index.ts';
import { classify } from './classify.ts';
import type { Settings } from './settings.ts';

interface Access {
  token: string;
  expiresAt: number;
}

/** Tokens of this process, by a digest of the credentials that got them. They live an hour, and asking for one costs a call. */
const known = new Map<string, Access>();
const MARGIN_MS = 60_000;

const TokenAnswer = z.looseObject({ access_token: z.string().min(8), expires_in: z.coerce.number().positive().default(3600) });

function keyOf({ email, secret }: Settings): string {
  return createHash('sha256').update(`${email}\n${secret}`).digest('hex');
}

/** The token in use, if any; for the request's header and for blanking it out of records. */
export function currentToken(settings: Settings): string | undefined {
  return known.get(keyOf(settings))?.token;
}

/** Calls Oblio with a valid token. One that Oblio no longer takes is renewed once: a call refused for it was not carried out. */
export async function callOblio(ctx: CallContext<Settings>, request: VendorRequest): Promise<VendorResponse> {
  await signIn(ctx);
  try {
    return await ctx.call(request);
  } catch (error) {
    if (!(error instanceof DestinationFailure) || error.classification.kind !== 'reauth') throw error;
    known.delete(keyOf(ctx.settings));
    await signIn(ctx);
    return ctx.call(request);
  }
}

async function signIn(ctx: CallContext<Settings>): Promise<void> {
  const key = keyOf(ctx.settings);
  const now = ctx.now();
  const access = known.get(key);
  if (access !== undefined && now < access.expiresAt - MARGIN_MS) return;
  known.delete(key);
  const { email, secret } = ctx.settings;
  const json = { client_id: email, client_secret: secret, grant_type: 'client_credentials' };
  const response = await ctx.send({ method: 'POST', path: '/api/authorize/token', json, reads: true });
  const answer = TokenAnswer.safeParse(response.json);
  if (response.status !== 200 || !answer.success) throw refusedSignIn(response, now);
  known.set(key, { token: answer.data.access_token, expiresAt: now + answer.data.expires_in * 1000 });
}

function refusedSignIn(response: VendorResponse, now: number): DestinationFailure {
  const meaning = classify(response, now);
  if (meaning.kind === 'retry') return new DestinationFailure(meaning, response);
  return new DestinationFailure(
    {
      kind: 'reauth',
      code: 'credentials_refused',
      message:
        'Oblio does not accept this e-mail address and API secret. The secret changes when the password is reset: copy it again from Setări → Date cont. What is waiting goes out afterwards.',
    },
    response,
  );
}
