import { toBase64 } from '../../src/event/base64.ts';

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const secretKey = (seedHex: string) => `whsk_${toBase64(fromHex(seedHex))}`;

/** Keys of the fixtures. They are published with them, so nothing real may ever use one. Site and server are RFC 8032's tests 1 and 2. */
export const FIXTURE_SECRETS = {
  site: secretKey('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'),
  server: secretKey('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'),
  siteNext: secretKey('07'.repeat(32)),
  shared: `whsec_${toBase64(Uint8Array.from({ length: 32 }, (_, index) => index))}`,
  sharedNext: `whsec_${toBase64(Uint8Array.from({ length: 24 }, (_, index) => 255 - index))}`,
} as const;
