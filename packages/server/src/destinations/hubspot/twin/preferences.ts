import type { Context, Hono } from 'hono';
import { errorOf } from './errors.ts';
import { ConsentBody } from './requests.ts';
import { read } from './routes.ts';
import type { Account } from './state.ts';

/** The subscription types of the twin's account; people see the active ones that are not internal. */
export const SUBSCRIPTION_TYPES = [
  { id: '11', name: 'Newsletter', isActive: true, isInternal: false },
  { id: '12', name: 'Offers', isActive: true, isInternal: false },
  { id: '13', name: 'Old news', isActive: false, isInternal: false },
  { id: '14', name: 'One to One', isActive: true, isInternal: true },
];

const base = '/communication-preferences/2026-09';

/** Consent: HubSpot writes what it is told, also over an opt-out. In an account with GDPR tools a legal basis is needed. */
export function addPreferenceRoutes(app: Hono, account: Account): void {
  const standing = (email: string) => (account.consent[email.toLowerCase()] ??= {});
  const at = () => new Date(account.now()).toISOString();
  const answer = (results: object[]) => ({ status: 'COMPLETE', startedAt: at(), completedAt: at(), results });

  app.get(`${base}/definitions`, (c) => {
    const more = { description: '', isDefault: false, createdAt: at(), updatedAt: at() };
    return c.json(answer(SUBSCRIPTION_TYPES.map((type) => ({ ...type, ...more }))));
  });

  app.get(`${base}/statuses/:email`, (c) => {
    const email = c.req.param('email');
    const known = account.consent[email.toLowerCase()] ?? {};
    return c.json(answer(SUBSCRIPTION_TYPES.map(({ id }) => toStatus(email, id, known[id]?.status ?? 'NOT_SPECIFIED', at()))));
  });

  app.post(`${base}/statuses/:email`, async (c) => {
    const email = c.req.param('email');
    const body = await read(c, ConsentBody);
    if (!body.ok) return fail(c, body.error);
    const { statusState: status, subscriptionId, legalBasis, legalBasisExplanation: explanation } = body.data;
    const id = String(subscriptionId);
    if (!SUBSCRIPTION_TYPES.some((type) => type.id === id && type.isActive && !type.isInternal))
      return fail(c, errorOf(400, 'VALIDATION_ERROR', `Subscription ${id} does not exist or cannot be changed`));
    if (status === 'SUBSCRIBED' && (legalBasis === undefined || explanation === undefined))
      return fail(c, errorOf(400, 'VALIDATION_ERROR', 'A legal basis and its explanation are required in this account'));
    standing(email)[id] = { status, ...(explanation === undefined ? {} : { explanation }) };
    return c.json(answer([toStatus(email, id, status, at())]));
  });
}

function toStatus(email: string, id: string, status: string, timestamp: string): object {
  return { channel: 'EMAIL', source: 'API', status, subscriberIdString: email, subscriptionId: Number(id), timestamp };
}

function fail(c: Context, { status, body }: ReturnType<typeof errorOf>): Response {
  return c.json(body, status as 400);
}
