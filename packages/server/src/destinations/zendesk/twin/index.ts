import { tooManyRequests, type VendorLimit } from '../../testing/rate.ts';
import { createTwin, type RequestSeen, type Twin, type TwinOptions } from '../../testing/twin.ts';
import { zendeskContract } from './contract.ts';
import { addAuth } from './oauth.ts';
import { Account } from './state.ts';
import { addTickets } from './tickets.ts';
import { addDeletion, addUsers } from './users.ts';

export interface ZendeskTwinOptions extends TwinOptions {
  /** What time it is there, where no limits are to be enforced. */
  at?: () => number;
}

export interface ZendeskTwin extends Twin {
  account: Account;
}

const MINUTE = 60_000;

/** A Zendesk account in memory, `engines.zendesk.com` on the Team plan. */
export function createZendeskTwin(options: ZendeskTwinOptions = {}): ZendeskTwin {
  const now = options.now ?? options.at ?? Date.now;
  const account = new Account();
  const twin = createTwin({
    ...options,
    origins: ['https://engines.zendesk.com'],
    routes: (app) => {
      addAuth(app, now);
      app.get('/api/v2/ticket_fields', (c) => c.json({ ticket_fields: account.ticketFields, next_page: null }));
      app.get('/api/v2/user_fields', (c) => c.json({ user_fields: account.userFields, next_page: null }));
      addTickets(app, account, now);
      addUsers(app, account);
      addDeletion(app, account);
    },
    snapshot: () => structuredClone({ users: account.users, tickets: account.tickets, trash: account.trash }),
    limits: documentedLimits,
    checkContract: zendeskContract(),
  });
  return { ...twin, account };
}

/** developer.zendesk.com/api-reference/introduction/rate-limits, read 2026-11-21: Team plan, changes of tickets, changes of one user. */
function documentedLimits({ method, path, body }: RequestSeen): VendorLimit[] {
  const answer = tooManyRequests;
  const limits: VendorLimit[] = [{ scope: 'account', max: 200, windowMs: MINUTE, answer }];
  if (method === 'PUT' && path.startsWith('/api/v2/tickets/')) {
    limits.push({ scope: 'ticket updates', max: 100, windowMs: MINUTE, answer });
    limits.push({ scope: path, max: 30, windowMs: 10 * MINUTE, answer });
  }
  if (path === '/api/v2/users/create_or_update') {
    const { user } = body as { user: { email?: string; external_id?: string } };
    limits.push({ scope: `user ${user.external_id ?? user.email}`, max: 5, windowMs: MINUTE, answer });
  }
  return limits;
}
