import { SignJWT } from 'jose';
import type { Parts } from '../parts.ts';
import { unreachable } from './answer.ts';
import { type Link, linkOf } from './link.ts';

const TOKEN_SECONDS = 60;
const MAX_PERSON = 320;
/** Testing an account or sending a test waits for other people's systems. */
const TIMEOUT_MS = 30_000;

export interface ApiRequest {
  method: string;
  /** Begins with `/v1/`; its parts are encoded. May end with a query. */
  path: string;
  /** JSON text. */
  body?: string | undefined;
  /** In which the answer is read, as `Accept-Language` has it. */
  language?: string | undefined;
}

/**
 * Calls the companion's API for a person at a shop, vouched for by the shop's key for a minute. Answers whatever the
 * companion says.
 * @throws CompanionError `not_connected` or `unreachable`.
 */
export async function call(parts: Parts, shop: string, person: string, request: ApiRequest): Promise<Response> {
  return callBy(parts, await linkOf(parts, shop), person, request);
}

/** The same with a pairing that need not be the shop's present one any more. */
export async function callBy(parts: Parts, link: Link, person: string, request: ApiRequest): Promise<Response> {
  const { companion, clock } = parts.ports;
  const { method, path, body, language } = request;
  const headers = {
    authorization: `Bearer ${await tokenOf(parts, link, person)}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(language === undefined ? {} : { 'accept-language': language }),
  };
  try {
    return await companion.fetch(
      new Request(companion.origin() + path, { method, headers, body: body ?? null, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    );
  } catch {
    throw unreachable('The Handoff server cannot be reached right now.', clock.now());
  }
}

async function tokenOf(parts: Parts, link: Link, person: string): Promise<string> {
  const now = Math.floor(parts.ports.clock.now() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setIssuer(link.sourceId)
    .setAudience(parts.ports.companion.origin())
    .setSubject(person.slice(0, MAX_PERSON))
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_SECONDS)
    .sign(link.key.signing);
}
