import type { JWK } from 'jose';

/** A `whpk_` Ed25519 public key as a JWK. */
export function fromPublicKeyText(text: string): JWK {
  return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(text.replace(/^whpk_/, ''), 'base64').toString('base64url') };
}
