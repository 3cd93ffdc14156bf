import { encodeConnectionCode } from '@handoff/shared/api';
import { hashSecret, newSecret } from '../../secrets/hash.ts';
import { newId } from '../../store/ids.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import type { ServerKeys } from '../server/keys.ts';
import { toIso } from '../times.ts';

const VALID_MS = 15 * 60_000;

export interface CodeParts {
  store: Store;
  serverKeys: ServerKeys;
  clock: { now: () => number };
  publicUrl: () => string;
}

/** A code that pairs one site with a workspace, once, within 15 minutes. Only its hash is kept. */
export async function createConnectionCode(
  parts: CodeParts,
  workspaceId: string,
  by = 'command line',
): Promise<{ code: string; expiresAt: string }> {
  const now = parts.clock.now();
  const secret = newSecret('');
  const id = newId('cod');
  await parts.store.transaction(async (trx) => {
    await trx
      .insertInto('connection_codes')
      .values({ id, workspace_id: workspaceId, hash: hashSecret(secret), expires_at: now + VALID_MS, created_at: now })
      .execute();
    const entry = { workspaceId, at: now, actor: by, action: 'connection_code.created', entity: 'connection_code', entityId: id };
    await recordAudit(trx, { ...entry, after: { expiresAt: toIso(now + VALID_MS) } });
  });
  const code = encodeConnectionCode({ origin: parts.publicUrl(), code: secret, thumbprint: parts.serverKeys.thumbprint });
  return { code, expiresAt: toIso(now + VALID_MS) };
}
