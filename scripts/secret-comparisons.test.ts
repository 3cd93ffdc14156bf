import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * A secret or a MAC is compared by `timingSafeEqual` (or by WebCrypto's and jose's own verify): `===` stops at the first
 * letter that differs, and how long it took says where. Secrets that are looked up are looked up by their hash.
 */
const root = join(import.meta.dirname, '..');
const FOLDERS = ['packages/server/src', 'packages/shared/src', 'packages/shopify-app/src'];
const NOT_SHIPPED = /\.test\.ts$|\/testing\/|\/twin(\/|\.ts|-)|examples\.ts$|samples\.ts$/;

const SECRETIVE = /(?:[sS]ecret|[sS]ignature|[dD]igest|[hH]mac|[tT]oken|[hH]ash|[cC]srf|[pP]assword)$/;
/** Whether something is there at all, or is one of a few words. */
const PRESENCE = /[!=]==\s*(?:undefined|null|true|false|-?\d+|'[^']*')/g;

/** Whether a line compares a thing named like a secret, or a digest made on the spot, by `===` or `!==`. */
function comparesSecrets(line: string): boolean {
  return [...line.replaceAll(PRESENCE, '').matchAll(/([\w.]+|digest\([^)]*\))\s*[!=]==\s*\(?(?:await )?([\w.]+)/g)].some(
    ([, left = '', right = '']) => left.startsWith('digest(') || SECRETIVE.test(left) || SECRETIVE.test(right),
  );
}

/** Lines that compare something else by that name, and why nothing is told by how long it takes. */
const HARMLESS: Record<string, string> = {
  'packages/server/src/domain/workspace-file/apply-sources.ts: if (secret !== undefined && secret !== (await currentSigningSecret(parts, row.id))) {':
    'an operator’s own file against their own server, to see whether there is something to change',
};

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file))
    .filter((file) => !NOT_SHIPPED.test(file)),
);

test('no secret, signature or digest is compared by ===', () => {
  const found = sources.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => !line.startsWith('*') && !line.startsWith('//') && comparesSecrets(line))
      .map((line) => `${file}: ${line}`),
  );
  expect(found.filter((place) => !(place in HARMLESS))).toEqual([]);
  expect(Object.keys(HARMLESS).filter((place) => !found.includes(place))).toEqual([]);
});

test.each([
  "if (signature !== expected) throw new Error('no');",
  'return given === sharedSecret;',
  "if (createHmac('sha256', key).update(body).digest('hex') === header) return true;",
  'row.csrf === sent',
])('finds %j', (line) => expect(comparesSecrets(line)).toBe(true));

test('what compares secrets does so in constant time', () => {
  const comparing = sources.filter((file) => readFileSync(join(root, file), 'utf8').includes('timingSafeEqual('));
  expect(comparing.toSorted()).toEqual([
    'packages/server/src/secrets/hash.ts',
    'packages/server/src/sources/stripe/verify.ts',
    'packages/shopify-app/src/webhooks/verify.ts',
  ]);
});
