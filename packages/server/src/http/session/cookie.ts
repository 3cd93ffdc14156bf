import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { LONGEST_MS } from '../../domain/session/limits.ts';
import { AppError } from '../../observe/app-error.ts';
import { said } from '../../words/said.ts';
import type { AppDeps } from '../deps.ts';

type Parts = Pick<AppDeps, 'publicUrl' | 'config'>;

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Cookies of one name: the prefix makes browsers refuse one that another host, path or plain http tries to plant. */
function named(parts: Parts, name: string): { name: string; secure: boolean } {
  const secure = new URL(parts.publicUrl()).protocol === 'https:';
  return { name: secure ? `__Host-${name}` : name, secure };
}

/** Refuses to sign anybody in where everyone on the way could read the session: plain http beyond this machine. */
export function refuseOpenNetwork(parts: Parts): void {
  const { protocol, hostname } = new URL(parts.publicUrl());
  if (protocol === 'https:' || LOOPBACK.test(hostname) || parts.config.allowPrivateDestinations) return;
  throw new AppError('forbidden', said('signIn.needsTls'));
}

export function writeCookie(c: Context, parts: Parts, cookie: 'handoff' | 'handoff-oidc', value: string, ms: number): void {
  const { name, secure } = named(parts, cookie);
  setCookie(c, name, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: Math.floor(ms / 1000) });
}

export function readCookie(c: Context, parts: Parts, cookie: 'handoff' | 'handoff-oidc'): string | undefined {
  return getCookie(c, named(parts, cookie).name);
}

/** The browser forgets the session when it could not be used any more. */
export function keepSession(c: Context, parts: Parts, secret: string): void {
  writeCookie(c, parts, 'handoff', secret, LONGEST_MS);
}

export function dropCookie(c: Context, parts: Parts, cookie: 'handoff' | 'handoff-oidc'): void {
  writeCookie(c, parts, cookie, '', 0);
}
