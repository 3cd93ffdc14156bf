/** What stands where a secret was. */
export const REDACTED = '[redacted]';

const WHOLE = new Set([
  'authorization',
  'proxy_authorization',
  'cookie',
  'set_cookie',
  'pwd',
  'passwd',
  'bearer',
  'jwt',
  'assertion',
  'code_verifier',
  'apikey',
  'auth',
]);
const PART =
  /(^|_)(password|passphrase|secret|token|credentials?)(_|$)|(^|_)(api|app|access|auth|private|secret|signing|master|encryption|account)_?key(_|$)/;
/** What `PART` would take for a secret although it only counts or names one. */
const HARMLESS = /(^|_)(token|secret|password)_(type|count|expiry|expires|id|url|endpoint|name|hint)(_|$)|(^|_)expires_in$/;
const HINTS = /pass|pwd|secret|token|key|credential|bearer|basic|auth|cookie|jwt|assertion|verifier|:\/\//i;

const KNOWN_NAMES = 2000;
/** The same few names come with every request. */
const known = new Map<string, boolean>();

/** Whether a header, query parameter or JSON member of this name holds a secret by its nature. */
export function isSecretName(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const secret = judge(name);
  if (known.size >= KNOWN_NAMES) known.clear();
  known.set(name, secret);
  return secret;
}

function judge(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
  return WHOLE.has(words) || (PART.test(words) && !HARMLESS.test(words));
}

const JSON_MEMBER = /"((?:[^"\\]|\\.){1,100})"(\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,{}[\]"]+)/g;
const PARAMETER = /(^|[?&;])([^=&?#\s"'<>]{1,100})=([^&#\s"'<>]*)/g;
const SCHEME = /\b(Bearer|Basic|Klaviyo-API-Key|Token)(\s+)[A-Za-z0-9._~+/:=-]{8,}/gi;
const USER_INFO = /(:\/\/)[^/?#\s"'@]{1,500}@/g;

/**
 * Blanks secrets in any text: the given values in every spelling `secretNeedles` knows, and whatever is
 * named like a secret in JSON, in a form or in an address. Works on cut and broken JSON too.
 */
export function redactText(text: string, needles: readonly string[] = []): string {
  const blanked = blankNeedles(text, needles);
  if (!HINTS.test(blanked)) return blanked;
  return blanked
    .replaceAll(JSON_MEMBER, (whole, name: string, colon: string) => (isSecretName(name) ? `"${name}"${colon}"${REDACTED}"` : whole))
    .replaceAll(PARAMETER, (whole, lead: string, name: string) => (isSecretName(name) ? `${lead}${name}=${REDACTED}` : whole))
    .replaceAll(SCHEME, `$1$2${REDACTED}`)
    .replaceAll(USER_INFO, `$1${REDACTED}@`);
}

/** Copies headers, with secret ones blanked. */
export function redactHeaders(headers: Iterable<readonly [string, string]>, needles: readonly string[] = []): Record<string, string> {
  const safe: Record<string, string> = {};
  for (const [name, value] of headers) safe[name] = isSecretName(name) ? REDACTED : redactText(value, needles);
  return safe;
}

/** Copies a JSON-like value with secret members and secret values blanked; for log lines and error details. */
export function redactValue(value: unknown, needles: readonly string[] = [], depth = 0): unknown {
  if (typeof value === 'string') return redactText(value, needles);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= 12) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, needles, depth + 1));
  if (value instanceof Error) return redactValue({ name: value.name, message: value.message, stack: value.stack }, needles, depth);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretName(name) && member !== undefined && member !== null ? REDACTED : redactValue(member, needles, depth + 1),
    ]),
  );
}

/**
 * Every spelling in which these secrets could turn up in a request or an answer: as they are, JSON-escaped,
 * URL- and form-encoded, and inside any base64 text (`user:secret` in Basic authorization). A secret that is an
 * address is also looked for by its path. Values under four characters are left out: they would blank everything.
 */
export function secretNeedles(secrets: Iterable<string>): string[] {
  const needles = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < 4) continue;
    needles.add(secret);
    needles.add(JSON.stringify(secret).slice(1, -1));
    const encoded = encodeURIComponent(secret);
    needles.add(encoded);
    needles.add(encoded.replaceAll('%20', '+'));
    needles.add(new URLSearchParams([['', secret]]).toString().slice(1));
    for (const spelling of base64Spellings(secret)) needles.add(spelling);
    if (/^https?:\/\//.test(secret) && URL.canParse(secret)) {
      const { href, pathname, search } = new URL(secret);
      needles.add(href);
      if (pathname.length + search.length >= 8) needles.add(pathname + search);
    }
  }
  return [...needles].toSorted((a, b) => b.length - a.length);
}

/** The part of the secret's base64 that does not depend on what stands around it, for each of the three alignments. */
function base64Spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const spellings: string[] = [];
  for (const before of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
    const start = before === 0 ? 0 : before + 1;
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const stable = text.slice(start, end);
    if (stable.length < 6) continue;
    spellings.push(stable, stable.replaceAll('-', '+').replaceAll('_', '/'));
  }
  return spellings;
}

function blankNeedles(text: string, needles: readonly string[]): string {
  let blanked = text;
  for (const needle of needles) if (blanked.includes(needle)) blanked = blanked.replaceAll(needle, REDACTED);
  return blanked;
}
