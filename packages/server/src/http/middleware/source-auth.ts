import { verify } from '@handoff/shared/event';
import { AppError } from '../../observe/app-error.ts';
import type { KnownSource, SourceKeys } from '../../sources/keys.ts';

/** The source named by the request, if it may still send. */
export async function requireSource(keys: SourceKeys, sourceId: string | undefined): Promise<KnownSource> {
  if (sourceId === undefined || sourceId === '') {
    throw new AppError(
      'source_unknown',
      'The request does not say which source it comes from. Send the source’s id in the header handoff-source.',
    );
  }
  const source = await keys.find(sourceId);
  if (source === undefined)
    throw new AppError('source_unknown', 'This source is not known here. Pair the site again with a new connection code.');
  if (source.revoked) {
    throw new AppError(
      'source_revoked',
      'This source was disconnected. Keep its events; pair the site again with a new connection code to send them.',
    );
  }
  return source;
}

/** Checks the Standard Webhooks signature over the raw bytes. */
export async function requireSignature(source: KnownSource, headers: Headers, body: Uint8Array, now: number): Promise<void> {
  const result = await verify(source.keys, headers, body, { now });
  if (!result.ok) throw new AppError(result.code, result.message);
}
