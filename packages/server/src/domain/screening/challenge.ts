import { AppError } from '../../observe/app-error.ts';
import { issueFormToken, TOKEN_LIFE_MS } from '../../screening/facts/form-token.ts';
import { issueChallenge } from '../../screening/facts/proof-of-work.ts';
import { SourceSettings } from '../../sources/settings.ts';
import type { Store } from '../../store/store.ts';
import type { ServerKeys } from '../server/keys.ts';
import { toIso } from '../times.ts';
import { widgetOf } from './services/settings.ts';

/** What a page carries so that its form can be told from a script that never saw it. Anybody may ask; nothing is stored. */
export async function formChallenge(
  parts: { store: Store; clock: { now: () => number }; serverKeys: Pick<ServerKeys, 'fingerprintKey'> },
  sourceId: string,
) {
  const row = await parts.store.db
    .selectFrom('sources')
    .select('settings')
    .where('id', '=', sourceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', 'There is no such source, or it was disconnected.');
  const { screening } = SourceSettings.parse(JSON.parse(row.settings));
  const now = parts.clock.now();
  const { fingerprintKey } = parts.serverKeys;
  return {
    formToken: issueFormToken(fingerprintKey, sourceId, now),
    expiresAt: toIso(now + TOKEN_LIFE_MS),
    turnstile: await widgetOf(parts.store.db, sourceId),
    proofOfWork: screening.requireProofOfWork ? { ...(await issueChallenge(fingerprintKey, sourceId, now)) } : null,
  };
}
