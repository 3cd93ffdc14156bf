import { createHash, randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, errors } from 'jose';

/** Keys that seal secrets at rest. The first seals; all open, so that keys can be rotated without downtime. */
export interface Keyring {
  seal: (plain: string) => Promise<string>;
  /** Opens what any of the keys sealed. Throws `SealError` with what to do. */
  open: (sealed: string) => Promise<string>;
  /** Whether `sealed` was made with the first key; if not, `rotate` would change it. */
  isCurrent: (sealed: string) => boolean;
  /** Whether one of the keys made `sealed`. */
  holdsKeyOf: (sealed: string) => boolean;
}

export class SealError extends Error {
  override readonly name = 'SealError';
}

const KEY_BYTES = 32;

/** A new key as text, for a configuration file. */
export function newSealingKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

/** `keys`: base64url of 32 bytes each, the current one first. */
export function createKeyring(keys: string[]): Keyring {
  const entries = keys.map((text) => {
    const key = Buffer.from(text, 'base64url');
    if (key.length !== KEY_BYTES) {
      throw new SealError('HANDOFF_SECRET_KEYS must hold base64url keys of 32 bytes each. Make one with `handoff rotate-keys --print`.');
    }
    return { kid: createHash('sha256').update(key).digest('base64url').slice(0, 12), key };
  });
  const current = entries[0];
  if (current === undefined) throw new SealError('HANDOFF_SECRET_KEYS is empty: at least one key is needed to seal credentials.');
  const byId = new Map(entries.map((entry) => [entry.kid, entry.key]));

  return {
    seal: (plain) =>
      new CompactEncrypt(new TextEncoder().encode(plain))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: current.kid })
        .encrypt(current.key),
    open: async (sealed) => {
      try {
        const { plaintext } = await compactDecrypt(sealed, (header) => {
          const key = byId.get(header.kid ?? '');
          if (key === undefined)
            throw new SealError(
              `A stored secret was sealed with the key "${header.kid ?? '?'}", which this server does not have. Put that key back, in HANDOFF_SECRET_KEYS or in the key file.`,
            );
          return key;
        });
        return new TextDecoder().decode(plaintext);
      } catch (error) {
        if (error instanceof SealError) throw error;
        if (error instanceof errors.JOSEError) throw new SealError('A stored secret is damaged and cannot be opened.', { cause: error });
        throw error;
      }
    },
    isCurrent: (sealed) => keyIdOf(sealed) === current.kid,
    holdsKeyOf: (sealed) => byId.has(keyIdOf(sealed) ?? ''),
  };
}

/** The key a sealed value names; undefined where it is damaged. */
function keyIdOf(sealed: string): string | undefined {
  try {
    const header = JSON.parse(Buffer.from(sealed.split('.')[0] ?? '', 'base64url').toString('utf8')) as { kid?: string };
    return header.kid;
  } catch {
    return undefined;
  }
}
