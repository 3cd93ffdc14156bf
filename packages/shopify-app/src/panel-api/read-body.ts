import type { Context } from 'hono';
import { ShopError } from '../errors.ts';

/** More than any mapping a person makes; the server's own bound for a request. */
const MAX_BYTES = 1024 * 1024;

/** The body as text. @throws ShopError `body_too_large` */
export async function readText(c: Context): Promise<string> {
  const tooLarge = () => new ShopError('body_too_large', 'The request is larger than a megabyte. Make it smaller.');
  if (Number(c.req.header('content-length') ?? 0) > MAX_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
