import { tellPeople } from '../../src/domain/alerting/notifier.ts';
import { type Alert, openAlert, resolveAlert } from '../../src/observe/alerts.ts';
import { newId } from '../../src/store/ids.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { openShop, type Shop } from './shop.ts';
import type { HarnessOptions } from './harness.ts';

/** A shop whose alerts are told to a mailbox, on a clock turned by hand. */
export interface AlertBench {
  shop: Shop;
  mailbox: Mailbox;
  /** Lets time pass as the notifier sees it: a look every 15 seconds, by one or more servers at once. */
  pass: (ms: number, how?: { servers?: number; lookEveryMs?: number }) => Promise<void>;
  open: (alert: Partial<Alert> & Pick<Alert, 'key'>) => Promise<void>;
  resolve: (key: string) => Promise<void>;
  addOwner: (email: string, role?: 'owner' | 'manager' | 'viewer') => Promise<void>;
  /** Who was sent what, in order: `anna@bloom.example: Bloom & Co: …`. */
  subjects: () => string[];
}

const LOOK_EVERY_MS = 15_000;

export async function openAlertBench(options: HarnessOptions = {}): Promise<AlertBench> {
  const mailbox = createMailbox();
  const shop = await openShop({ mailer: mailbox, ...options });
  const { store, clock, runtime, workspaceId } = shop.server;
  return {
    shop,
    mailbox,
    pass: async (ms, { servers = 1, lookEveryMs = LOOK_EVERY_MS } = {}) => {
      const until = clock.now() + ms;
      for (;;) {
        await Promise.all(Array.from({ length: servers }, () => tellPeople(runtime.deps)));
        if (clock.now() >= until) return;
        clock.advance(Math.min(lookEveryMs, until - clock.now()));
      }
    },
    open: async (alert) =>
      void (await openAlert(store.db, { workspaceId, kind: 'breaker', message: 'It is away.', ...alert }, clock.now())),
    resolve: async (key) => void (await resolveAlert(store.db, workspaceId, key, clock.now())),
    addOwner: async (email, role = 'owner') => {
      await store.db
        .insertInto('members')
        .values({ id: newId('mem'), workspace_id: workspaceId, email, name: email, role, invited_by: 'test', invited_at: clock.now() })
        .execute();
    },
    subjects: () => mailbox.mails.map(({ to, subject }) => `${to}: ${subject}`),
  };
}
