import { toBase64 } from '../../src/event/base64.ts';
import { importSigningKey, jwkThumbprint, keyFingerprint, publicKeyOf, sign, type SignatureErrorCode } from '../../src/event/index.ts';
import { FIXTURE_SECRETS as secrets } from './keys.ts';

const TIMESTAMP = 1772619630;
const ID = '01J9Z3K4M5N6P7Q8R9S0T1V2W3';
const utf8 = (text: string) => new TextEncoder().encode(text);
const JSON_BODY = utf8('{"type":"form.submitted","data":{"message":"Grüße 👋"}}');

/** Sign `bodyBase64` (decoded) with `keys` and get exactly `headers`. */
interface SignCase {
  name: string;
  keys: string[];
  bodyBase64: string;
  headers: Record<string, string>;
}

/** Verify `headers` over `bodyBase64` (decoded) with `keys` at `nowSeconds`, and get `expect`. */
interface VerifyCase {
  name: string;
  keys: string[];
  bodyBase64: string;
  nowSeconds: number;
  headers: Record<string, string>;
  expect: 'ok' | SignatureErrorCode;
}

async function signCase(name: string, keys: string[], body: Uint8Array): Promise<SignCase> {
  const headers = await sign(await Promise.all(keys.map(importSigningKey)), { id: ID, timestamp: TIMESTAMP, body });
  return { name, keys, bodyBase64: toBase64(body), headers: { ...headers } };
}

/** The vectors of Standard Webhooks signatures as Handoff uses them. */
export async function signatureVectors(): Promise<unknown> {
  const [site, siteNext, server] = (await Promise.all([secrets.site, secrets.siteNext, secrets.server].map(publicKeyOf))) as [
    string,
    string,
    string,
  ];
  const hmac = await signCase('HMAC', [secrets.shared], JSON_BODY);
  const ed25519 = await signCase('Ed25519', [secrets.site], JSON_BODY);
  const rotation = await signCase('two keys, while one is being replaced', [secrets.site, secrets.siteNext], JSON_BODY);
  const mixed = await signCase('HMAC and Ed25519 in one header', [secrets.shared, secrets.site], JSON_BODY);
  const empty = await signCase('an empty body', [secrets.shared, secrets.site], new Uint8Array(0));
  const binary = await signCase(
    'bytes that are not UTF-8',
    [secrets.shared, secrets.site],
    Uint8Array.of(0xff, 0xfe, 0x00, 0xc3, 0x28, 0x0a),
  );

  const check = (name: string, from: SignCase, expect: VerifyCase['expect'], change: Partial<VerifyCase>): VerifyCase => ({
    name,
    keys: [site],
    bodyBase64: from.bodyBase64,
    nowSeconds: TIMESTAMP,
    ...change,
    headers: { ...from.headers, ...change.headers },
    expect,
  });
  const signature = ed25519.headers['webhook-signature'] ?? '';
  const verify: VerifyCase[] = [
    check('Ed25519 by the public key', ed25519, 'ok', {}),
    check('HMAC by the shared secret', hmac, 'ok', { keys: [secrets.shared] }),
    check('the old key still knows its signature among two', rotation, 'ok', {}),
    check('the new key knows its signature among two', rotation, 'ok', { keys: [siteNext] }),
    check('two keys on the receiving side', ed25519, 'ok', { keys: [siteNext, site] }),
    check('signatures of both kinds', mixed, 'ok', { keys: [secrets.shared] }),
    check('a scheme of the future beside a known one', ed25519, 'ok', { headers: { 'webhook-signature': `v9,AAAA ${signature}` } }),
    check('an empty body', empty, 'ok', {}),
    check('bytes that are not UTF-8', binary, 'ok', {}),
    check('300 seconds late', ed25519, 'ok', { nowSeconds: TIMESTAMP + 300 }),
    check('301 seconds late', ed25519, 'clock_skew', { nowSeconds: TIMESTAMP + 301 }),
    check('301 seconds early', ed25519, 'clock_skew', { nowSeconds: TIMESTAMP - 301 }),
    check('late and forged', ed25519, 'signature_invalid', { keys: [siteNext], nowSeconds: TIMESTAMP + 301 }),
    check('another key', ed25519, 'signature_invalid', { keys: [siteNext] }),
    check('another kind of key', ed25519, 'signature_invalid', { keys: [secrets.shared] }),
    check('another secret', hmac, 'signature_invalid', { keys: [secrets.sharedNext] }),
    check('a changed body', ed25519, 'signature_invalid', { bodyBase64: toBase64(utf8('{}')) }),
    check('a changed id', ed25519, 'signature_invalid', { headers: { 'webhook-id': 'other' } }),
    check('a changed timestamp', ed25519, 'signature_invalid', { headers: { 'webhook-timestamp': String(TIMESTAMP + 1) } }),
    check('a signature cut short', ed25519, 'signature_malformed', { headers: { 'webhook-signature': signature.slice(0, 40) } }),
    check('no scheme', ed25519, 'signature_malformed', { headers: { 'webhook-signature': signature.slice(4) } }),
    check('only a scheme of the future', ed25519, 'signature_malformed', { headers: { 'webhook-signature': 'v9,AAAA' } }),
    check('a timestamp in milliseconds', ed25519, 'signature_malformed', { headers: { 'webhook-timestamp': `${TIMESTAMP}000` } }),
    check('a full stop in the id', ed25519, 'signature_malformed', { headers: { 'webhook-id': 'a.b' } }),
    check('an empty signature', ed25519, 'signature_missing', { headers: { 'webhook-signature': '' } }),
  ];
  const publicKeys = await Promise.all(
    Object.entries({ site, siteNext, server }).map(async ([owner, publicKey]) => ({
      owner,
      secretKey: secrets[owner as 'site' | 'siteNext' | 'server'],
      publicKey,
      fingerprint: await keyFingerprint(publicKey),
      thumbprint: await jwkThumbprint(publicKey),
    })),
  );
  return { keys: publicKeys, sign: [hmac, ed25519, rotation, mixed, empty, binary], verify };
}
