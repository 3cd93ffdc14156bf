/**
 * Brings token answers that bend RFC 6749 into its form, so that one strict library reads them all: no or an own
 * `token_type` (Mailchimp, Slack's `bot`), `expires_in` as text or 0 for "never", `scope: null`, a list called `scopes`
 * instead (HubSpot), a refusal with status 200 (Slack's `ok: false`), and an id_token, which we never asked for and do not use.
 */
export async function normalizeTokenAnswer(response: Response): Promise<Response> {
  const text = await response.text();
  const answer = parseObject(text);
  if (answer === undefined) return remake(response, response.status, text);
  if (typeof answer['access_token'] !== 'string') {
    const refusedWith200 = response.status === 200 && typeof answer['error'] === 'string';
    return remake(response, refusedWith200 ? 400 : response.status, text);
  }
  const { id_token: _, scopes, ...rest } = answer;
  const lifetime = Number(rest['expires_in']);
  const normal = {
    ...rest,
    token_type: 'bearer',
    scope: scopeText(rest['scope']) ?? scopeText(scopes),
    expires_in: Number.isFinite(lifetime) && lifetime > 0 ? lifetime : undefined,
  };
  return remake(response, response.status, JSON.stringify(normal));
}

function scopeText(scope: unknown): string | undefined {
  if (Array.isArray(scope)) return scope.join(' ');
  return typeof scope === 'string' ? scope : undefined;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function remake(response: Response, status: number, text: string): Response {
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  if (text.startsWith('{')) headers.set('content-type', 'application/json');
  return new Response([204, 205, 304].includes(status) ? null : text, { status, headers });
}
