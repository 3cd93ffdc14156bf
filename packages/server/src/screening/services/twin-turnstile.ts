import { z } from 'zod';
import { createTwin, type Twin } from '../../destinations/testing/twin.ts';

const Question = z.strictObject({
  secret: z.string().optional(),
  response: z.string().optional(),
  remoteip: z.union([z.ipv4(), z.ipv6()]).optional(),
  idempotency_key: z.uuid().optional(),
});

export interface TurnstileTwin extends Twin {
  /** Gives a visitor a token. */
  issue: (made?: { hostname?: string; action?: string; expired?: boolean }) => string;
}

/**
 * Cloudflare's siteverify as its documentation has it: a token is good once, and again for the same `idempotency_key`. What is
 * not as documented is answered `bad-request` and noted as a violation.
 */
export function createTurnstileTwin(widget = { secret: '0xSECRET', hostname: 'bloom.example', action: 'handoff-form' }): TurnstileTwin {
  const tokens = new Map<string, { hostname: string; action: string; expired: boolean; usedBy?: string }>();
  const refused = (...codes: string[]) => ({ success: false, 'error-codes': codes, messages: [] });
  const verify = (question: z.infer<typeof Question>) => {
    const { secret = '', response = '', idempotency_key } = question;
    if (secret === '') return refused('missing-input-secret');
    if (secret !== widget.secret) return refused('invalid-input-secret');
    if (response === '') return refused('missing-input-response');
    const token = tokens.get(response);
    if (token === undefined) return refused('invalid-input-response');
    if (token.expired || (token.usedBy !== undefined && token.usedBy !== idempotency_key)) return refused('timeout-or-duplicate');
    token.usedBy = idempotency_key ?? '';
    const { hostname, action } = token;
    return { success: true, 'error-codes': [], challenge_ts: '2026-11-21T12:00:00.000Z', hostname, action, cdata: '' };
  };
  const twin = createTwin({
    origins: ['https://challenges.cloudflare.com'],
    snapshot: () => [...tokens],
    routes: (app) => {
      app.post('/turnstile/v0/siteverify', async (c) => {
        const type = c.req.header('content-type') ?? '';
        const parsed = Question.safeParse(Object.fromEntries(new URLSearchParams(await c.req.text())));
        if (!type.startsWith('application/x-www-form-urlencoded')) twin.violations.push(`sent as ${type}`);
        else if (!parsed.success) twin.violations.push(z.prettifyError(parsed.error));
        else return c.json(verify(parsed.data));
        return c.json(refused('bad-request'), 400);
      });
      app.notFound((c) => {
        twin.violations.push(`${c.req.method} ${c.req.path}: there is no such call`);
        return c.text('Not found', 404);
      });
    },
  });
  const issue: TurnstileTwin['issue'] = ({ hostname = widget.hostname, action = widget.action, expired = false } = {}) => {
    const token = `0.token-${tokens.size}`;
    tokens.set(token, { hostname, action, expired });
    return token;
  };
  return { ...twin, issue };
}
