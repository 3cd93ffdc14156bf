import { AdminError } from '../../admin/errors.ts';
import type { Parts } from '../../parts.ts';

const RETRY_MS = 30_000;

/**
 * Opens the file of a bulk operation from a byte offset on; undefined where it ends there.
 * @throws AdminError `unreachable`
 */
export async function openFile(parts: Parts, url: string, offset: number): Promise<ReadableStream<Uint8Array> | undefined> {
  const unreachable = (): AdminError =>
    new AdminError(
      'unreachable',
      'Shopify’s file with the shop’s history could not be read. It is tried again by itself.',
      parts.ports.clock.now() + RETRY_MS,
    );
  const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
  let response: Response;
  try {
    response = await parts.ports.fetch(new Request(url, { headers }));
  } catch {
    throw unreachable();
  }
  if (response.status === 416) {
    await response.body?.cancel();
    return undefined;
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw unreachable();
  }
  // Who does not know ranges sends all of it again.
  return offset > 0 && response.status !== 206 ? response.body.pipeThrough(skip(offset)) : response.body;
}

function skip(bytes: number): TransformStream<Uint8Array, Uint8Array> {
  let left = bytes;
  return new TransformStream({
    transform: (chunk, controller) => {
      if (left < chunk.length) controller.enqueue(chunk.subarray(left));
      left = Math.max(0, left - chunk.length);
    },
  });
}
