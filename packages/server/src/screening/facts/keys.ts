import { isIP } from 'node:net';
import type { Envelope } from '@handoff/shared/event';
import { readAddress } from '../../config/networks.ts';
import { normaliseEmail } from '../../identity/email.ts';
import { keyedHash } from '../../identity/keyed-hash.ts';
import { plainTextsOf } from '../content/message.ts';

/** Below this many letters several strangers may well write the same, but hardly so from one network. */
const TELLING_LETTERS = 40;
/** Below this many, even there: "Thank you", "Test". */
const LEAST_LETTERS = 10;
/** Addresses of nobody in particular: behind a proxy every visitor has the same. */
const PRIVATE =
  /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|0\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd]|fe80)/i;

export interface SightingKeys {
  email: string | undefined;
  network: string | undefined;
  content: string | undefined;
}

/** Keyed fingerprints: they tell who has the key that two events share something, and nobody else anything. */
export function sightingKeys(key: Uint8Array, workspaceId: string, envelope: Envelope): SightingKeys {
  const network = networkOf(envelope.context?.ip);
  const content = plainTextsOf(envelope)
    .map(({ text }) => text.replace(/[^\p{L}]/gu, ''))
    .toSorted()
    .join('|');
  return {
    email: emailKey(key, workspaceId, envelope),
    network: network === undefined ? undefined : fingerprint(key, workspaceId, 'network', network),
    content: contentKey(key, workspaceId, content, network),
  };
}

function contentKey(key: Uint8Array, workspaceId: string, content: string, network: string | undefined): string | undefined {
  if (content.length >= TELLING_LETTERS) return fingerprint(key, workspaceId, 'content', content);
  if (content.length < LEAST_LETTERS || network === undefined) return undefined;
  return fingerprint(key, workspaceId, 'content', `${network}\n${content}`);
}

export function emailKey(key: Uint8Array, workspaceId: string, { subject }: Envelope): string | undefined {
  return addressKey(key, workspaceId, subject?.email);
}

export function addressKey(key: Uint8Array, workspaceId: string, address: string | undefined): string | undefined {
  const email = address === undefined ? undefined : normaliseEmail(address);
  return email === undefined ? undefined : fingerprint(key, workspaceId, 'email', email);
}

function fingerprint(key: Uint8Array, workspaceId: string, kind: string, value: string): string {
  return keyedHash(key, `${kind}\n${workspaceId}\n${value}`).slice(0, 22);
}

/** IPv4 /24, IPv6 /48. A server that hears both on one socket names a visitor by IPv4 `::ffff:203.0.113.7`: that is no network of IPv6. */
function networkOf(ip: string | undefined): string | undefined {
  const address = ip === undefined || isIP(ip) === 0 ? undefined : readAddress(ip);
  if (address === undefined || PRIVATE.test(address.toString())) return undefined;
  if ('octets' in address) return address.octets.slice(0, 3).join('.');
  return address.parts
    .slice(0, 3)
    .map((part) => part.toString(16))
    .join(':');
}
