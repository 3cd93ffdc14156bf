import { type Client, createPairRequest, decodeConnectionCode, PairAnswer, verifyPairAnswer } from '@handoff/shared/api';
import { generateEd25519, importSigningKey, publicKeyOf, sign, type SignatureHeaders } from '@handoff/shared/event';

/** A paired site or shop: what its plugin or app would keep. */
export interface Site {
  name: string;
  sourceId: string;
  /** `whsk_…`; never leaves the site. */
  secretKey: string;
  /** Eight groups of four, shown on both sides for people to compare. */
  fingerprint: string;
}

/** One signed request, kept whole so that it can be sent again as it was. */
export interface SignedRequest {
  body: string;
  headers: SignatureHeaders & { 'handoff-source': string; 'content-type': string };
}

/** Pairs as a site does: reads the code, proves its new key, and checks that the right server answered. */
export async function pairSite(
  client: Client,
  workspaceId: string,
  site: { kind: string; name: string; url: string },
): Promise<Site & { code: string }> {
  const { code } = await client('createConnectionCode', { params: { workspaceId } });
  const decoded = decodeConnectionCode(code);
  if (!decoded.ok) throw new Error(decoded.message);
  const { connection } = decoded;
  const { secretKey } = await generateEd25519();
  const request = await createPairRequest({ ...site, connection, secretKey });
  const response = await fetch(`${connection.origin}/v1/sources/pair`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (!response.ok) throw new Error(`${site.name} could not be paired: ${await response.text()}`);
  const answer = PairAnswer.parse(await response.json());
  const proved = await verifyPairAnswer(connection, await publicKeyOf(secretKey), answer);
  if (!proved.ok) throw new Error(proved.message);
  return { name: site.name, sourceId: answer.sourceId, secretKey, fingerprint: answer.fingerprint, code };
}

let messages = 0;

/** Signs a body with the site's key, or with `secretKey` as somebody else would. `at` in epoch milliseconds. */
export async function signRequest(site: Site, body: string, options: { at?: number; secretKey?: string } = {}): Promise<SignedRequest> {
  const key = await importSigningKey(options.secretKey ?? site.secretKey);
  messages += 1;
  const signature = await sign([key], { id: `msg_demo_${messages}`, timestamp: Math.floor((options.at ?? Date.now()) / 1000), body });
  return { body, headers: { ...signature, 'handoff-source': site.sourceId, 'content-type': 'application/json' } };
}

/** Posts a signed request to the server. */
export function post(serverUrl: string, { body, headers }: SignedRequest): Promise<Response> {
  return fetch(`${serverUrl}/v1/events`, { method: 'POST', headers: { ...headers }, body });
}
