import { AppError } from '../observe/app-error.ts';

/** Deeper than any form or order; a parser that recurses must not be led further down. */
const MAX_DEPTH = 64;

/** Reads a request's body whole, never more than `maxBytes`. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const length = request.headers.get('content-length');
  if (length !== null && Number(length) > maxBytes) throw tooLarge(maxBytes);
  try {
    return length === null ? await readStream(request, maxBytes) : new Uint8Array(await request.arrayBuffer());
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid', 'The connection ended before the whole body was here. Nothing of it was accepted; send it again.', {
      cause: error,
    });
  }
}

async function readStream({ body }: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('body_too_large', `The body is larger than ${maxBytes} bytes. Send fewer events at once, and files only as links.`);
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Bytes as text; anything but UTF-8 is refused rather than guessed. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new AppError('not_json', 'The body is not UTF-8. Convert it to UTF-8 before sending.', { cause: error });
  }
}

export interface ParsedJson {
  value: unknown;
  /** Members that were left out because no program should read them. */
  dropped: string[];
}

const DANGEROUS = new Set(['__proto__', 'constructor', 'prototype']);

/** A plain letter or `_` written as an escape, which nobody needs but who hides a name. */
const ESCAPED_LETTER = /\\u00[4-7]/i;

/** Names that no program should read as a member. */
export function isDangerousName(name: string): boolean {
  return DANGEROUS.has(name);
}

/** Parses JSON of bounded depth. Members called `__proto__` and the like are left out and named. */
export function parseJson(text: string): ParsedJson {
  assertDepth(text);
  const dropped: string[] = [];
  // An escape could spell the name too; only then is the slower reviver worth its price.
  const suspicious =
    text.includes('__proto__') || text.includes('"constructor"') || text.includes('"prototype"') || ESCAPED_LETTER.test(text);
  try {
    if (!suspicious) return { value: JSON.parse(text), dropped };
    const value: unknown = JSON.parse(text, (key, member: unknown) => {
      if (!DANGEROUS.has(key)) return member;
      dropped.push(key);
      return undefined;
    });
    return { value, dropped };
  } catch (error) {
    throw new AppError('not_json', `The body is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read'}.`, {
      cause: error,
    });
  }
}

function assertDepth(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (inString) {
      if (char === 0x5c) index += 1;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) {
      depth += 1;
      if (depth > MAX_DEPTH) throw new AppError('too_deep', `The body is nested more than ${MAX_DEPTH} levels deep. Send flatter data.`);
    } else if (char === 0x7d || char === 0x5d) depth -= 1;
  }
}
