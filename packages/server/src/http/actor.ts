import type { Role } from '@handoff/shared/api';
import type { Context } from 'hono';
import { decodeJwt, errors, importJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { fromPublicKeyText } from '../secrets/public-key.ts';
import { findToken } from '../domain/token/find.ts';
import { AppError } from '../observe/app-error.ts';
import type { AppDeps } from './deps.ts';
import { readSession } from './session/read-session.ts';

/** Who calls, and what it reaches. `name` is what the audit shows; its prefix is ours, so that no site can pass for a token. */
export type Actor =
  /** An API token; without a workspace it reaches all of them. */
  | { kind: 'operator'; name: string; workspaceId: string | undefined }
  /** A person in a site's admin, vouched for by that site's paired key. */
  | { kind: 'panel'; name: string; workspaceId: string; sourceId: string }
  | MemberActor;

/** A person who is signed in to this server. */
export interface MemberActor {
  kind: 'member';
  name: string;
  email: string;
  /** What they are called. */
  title: string;
  sessionId: string;
  csrf: string;
  /** Their role on the whole server, where they are an operator. */
  operator: Role | undefined;
  /** By workspace. */
  roles: ReadonlyMap<string, Role>;
}

const MAX_TOKEN_AGE = '60s';
const Claims = z.object({ sub: z.string().max(320).optional(), exp: z.number() });

/** Reads `Authorization: Bearer …`: an API token (`hnd_…`) or a source's 60-second EdDSA JWT; without it, the session's cookie. */
export async function readActor(deps: AppDeps, c: Context): Promise<Actor> {
  const header = c.req.header('authorization');
  const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) {
    const member = header === undefined ? await readSession(deps, c) : undefined;
    if (member !== undefined) return member;
    throw new AppError('token_missing', 'Send a token: `Authorization: Bearer …`. Make one with `handoff token create`.');
  }
  if (token.startsWith('hnd_')) {
    const known = await findToken(deps.store, token, deps.clock.now());
    if (known === undefined) throw new AppError('token_invalid', 'This API token is not known, or was revoked.');
    return { kind: 'operator', name: `token:${known.name}`, workspaceId: known.workspaceId };
  }
  return readPanelToken(deps, token);
}

async function readPanelToken(deps: AppDeps, token: string): Promise<Actor> {
  const source = await issuerOf(deps, token);
  for (const publicKey of source.publicKeys) {
    try {
      const key = await importJWK(fromPublicKeyText(publicKey), 'EdDSA');
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['EdDSA'],
        audience: audienceOf(deps),
        maxTokenAge: MAX_TOKEN_AGE,
        clockTolerance: 5,
        currentDate: new Date(deps.clock.now()),
      });
      const claims = Claims.safeParse(payload);
      if (!claims.success)
        throw new AppError(
          'token_invalid',
          'The site’s token lacks its expiry (exp), or names its person (sub) in more than 320 characters.',
        );
      return { kind: 'panel', name: `panel:${claims.data.sub ?? 'someone'}`, workspaceId: source.workspaceId, sourceId: source.id };
    } catch (error) {
      if (
        error instanceof errors.JWTExpired ||
        (error instanceof errors.JWTClaimValidationFailed && error.claim === 'iat' && error.reason !== 'missing')
      ) {
        const serverTime = new Date(deps.clock.now()).toISOString();
        throw new AppError(
          'clock_skew',
          `The site’s token is not of this minute. The server’s clock says ${serverTime}; check the site’s.`,
          { cause: error },
        );
      }
      if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
        throw new AppError(
          'token_invalid',
          `The site’s token is made for another address than ${audienceOf(deps)}. Pair the site again, or mend HANDOFF_PUBLIC_URL.`,
          { cause: error },
        );
      }
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  throw new AppError('token_invalid', 'The site’s token is not signed by its paired key. Pair the site again.');
}

async function issuerOf(deps: AppDeps, token: string) {
  let issuer: unknown;
  try {
    issuer = decodeJwt(token).iss;
  } catch {
    throw new AppError('token_invalid', 'The token cannot be read.');
  }
  const source = typeof issuer !== 'string' ? undefined : await deps.sourceKeys.find(issuer);
  if (source === undefined) throw new AppError('token_invalid', 'The site that made this token is not paired here.');
  if (source.revoked) throw new AppError('source_revoked', 'This site was disconnected. Pair it again with a new connection code.');
  return source;
}

/** What a panel token must be made for. */
function audienceOf(deps: AppDeps): string {
  return deps.publicUrl();
}
