import type { Envelope } from '@handoff/shared/event';
import { checkFormToken, TOKEN_LIFE_MS } from '../../screening/facts/form-token.ts';
import { checkProof } from '../../screening/facts/proof-of-work.ts';
import { proofOfWork as proofOfWorkRule } from '../../screening/rules/proof-of-work.ts';
import type { Asked as AskedServices } from '../../screening/services/asked.ts';
import { factsOf } from '../../screening/services/facts.ts';
import type { Facts, ScreeningSettings, TokenState } from '../../screening/types.ts';
import { hashSecret } from '../../secrets/hash.ts';
import type { Db } from '../../store/schema.ts';

type Proofs = Pick<Facts, 'formToken' | 'proofOfWork' | 'akismet' | 'turnstile' | 'failed'>;

interface Asked {
  id: string;
  sourceId: string;
  envelope: Envelope;
  settings: ScreeningSettings;
  /** When the event occurred: one that waited in the site's outbox is not late. */
  at: number;
  /** What outside services said of it. */
  asked: AskedServices;
}

/** Tokens are kept as used a little longer than they are good. */
const KEEP_MS = 2 * TOKEN_LIFE_MS;

/** Whose a token is: the event's that brought it first, which is the one named where nobody did before. */
type Owner = (token: string, eventId: string) => Promise<string>;

/** Checks form tokens, proofs of work and Turnstile's tokens where sources ask for them, and uses them up for the event that brought them. */
export function proveOnce(
  db: Db,
  key: Uint8Array,
  workspaceId: string,
  events: readonly Asked[],
  now: number,
): Promise<Map<string, Proofs>> {
  return prove(key, events, async (token, eventId) => {
    await db
      .insertInto('screening_tokens')
      .values({ workspace_id: workspaceId, token, event_id: eventId, expires_at: now + KEEP_MS })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'token']).doNothing())
      .execute();
    return (await userOf(db, workspaceId, token)) ?? eventId;
  });
}

/** The same for events that are not kept: it says what would be, and uses nothing up. */
export function proveUnkept(db: Db, key: Uint8Array, workspaceId: string, events: readonly Asked[]): Promise<Map<string, Proofs>> {
  const first = new Map<string, string>();
  return prove(key, events, async (token, eventId) => {
    const user = first.get(token) ?? (await userOf(db, workspaceId, token)) ?? eventId;
    first.set(token, user);
    return user;
  });
}

async function prove(key: Uint8Array, events: readonly Asked[], ownerOf: Owner): Promise<Map<string, Proofs>> {
  const facts = new Map<string, Proofs>();
  for (const { id, sourceId, envelope, settings, at, asked } of events) {
    const { formToken, proofOfWork, turnstile } = envelope.context ?? {};
    const { failed, ...told } = factsOf(asked);
    const found: Proofs = told;
    // Cloudflare calls an old token and a used one the same; which of them it is, is known here.
    if (told.turnstile === 'valid' || told.turnstile === 'expired') {
      const state = await onlyOnce(ownerOf, id, 'valid', hashSecret(turnstile ?? ''));
      if (state === 'replayed') found.turnstile = state;
    }
    if (settings.requireFormToken === true) {
      const state = checkFormToken(key, sourceId, formToken, at);
      found.formToken = await onlyOnce(ownerOf, id, state, formToken);
    }
    if (settings.requireProofOfWork === true) {
      const proof = await checkProof(key, sourceId, proofOfWork, at).catch(() => undefined);
      if (proof === undefined) failed.push(proofOfWorkRule.title);
      else found.proofOfWork = await onlyOnce(ownerOf, id, proof.state, proof.challenge);
    }
    if (failed.length > 0) found.failed = failed;
    if (Object.keys(found).length > 0) facts.set(id, found);
  }
  return facts;
}

/** A valid token belongs to the first event that brought it. */
async function onlyOnce(ownerOf: Owner, eventId: string, state: TokenState, token: string | undefined): Promise<TokenState> {
  if (state !== 'valid' || token === undefined) return state;
  return (await ownerOf(token, eventId)) === eventId ? 'valid' : 'replayed';
}

async function userOf(db: Db, workspaceId: string, token: string): Promise<string | undefined> {
  const user = await db
    .selectFrom('screening_tokens')
    .select('event_id')
    .where('workspace_id', '=', workspaceId)
    .where('token', '=', token)
    .executeTakeFirst();
  return user?.event_id;
}
