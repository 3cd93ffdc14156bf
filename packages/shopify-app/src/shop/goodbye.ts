import { importEd25519Secret } from '@handoff/shared/event';
import { readAnswer } from '../companion/answer.ts';
import { callBy } from '../companion/call.ts';
import type { Parts } from '../parts.ts';
import type { ShopRow } from './find.ts';

/** Tells the companion that the pairing in `row` ended; answers whether it knows. It need not be the shop's present one any more. */
export async function sayGoodbye(parts: Parts, row: ShopRow, person: string): Promise<boolean> {
  if (row.source_id === null || row.workspace_id === null || row.signing_key === null) return true;
  const { source_id: sourceId, workspace_id: workspaceId } = row;
  try {
    const key = await importEd25519Secret(await parts.ports.seal.open(row.signing_key));
    const path = `/v1/workspaces/${workspaceId}/sources/${sourceId}/revoke`;
    const response = await callBy(parts, { sourceId, workspaceId, key, pausedUntil: null, problem: null }, person, {
      method: 'POST',
      path,
    });
    return response.ok || (await readAnswer(response)).error?.code === 'source_revoked';
  } catch {
    // No answer, or a key that cannot be opened: either way it was not told, and the person hears that.
    return false;
  }
}
