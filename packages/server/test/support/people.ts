import type { Client, Role, Session } from '@handoff/shared/api';
import type { MailMessage, Mailer } from '../../src/mail/mailer.ts';
import { addMember } from '../../src/domain/member/add.ts';
import { createLoginLink } from '../../src/domain/session/login-link.ts';
import { type Browser, createBrowser } from './browser.ts';
import type { Harness } from './harness.ts';

/** A mailer that keeps what it is given; `next` waits for the next mail. */
export function createMailbox(): Mailer & { mails: MailMessage[]; next: () => Promise<MailMessage> } {
  const mails: MailMessage[] = [];
  const waiting: ((mail: MailMessage) => void)[] = [];
  let taken = 0;
  return {
    mails,
    send: (mail) => {
      mails.push(mail);
      const waiter = waiting.shift();
      if (waiter !== undefined) {
        taken += 1;
        waiter(mail);
      }
      return Promise.resolve();
    },
    next: () => {
      const mail = mails[taken];
      if (mail === undefined) return new Promise((resolve) => void waiting.push(resolve));
      taken += 1;
      return Promise.resolve(mail);
    },
  };
}

/** The address of the one-time link in a mail. */
export function linkIn(mail: MailMessage): string {
  return /https:\/\/\S+\/console\/sign-in\/link\/\S+/.exec(mail.text)?.[0] ?? 'no link';
}

/** Opens a link and presses its button. */
export async function followLink(browser: Browser, link: string): Promise<Response> {
  const page = await (await browser.ask(link)).text();
  const secret = /name="link" value="([^"]+)"/.exec(page)?.[1] ?? 'none';
  return browser.ask('/console/sign-in/link', { form: { link: secret } });
}

export interface SignedInPerson {
  browser: Browser;
  client: Client;
  session: Session;
  memberId: string;
}

/** Somebody with a role in a workspace (null: on the whole server), signed in. */
export async function signIn(server: Harness, email: string, role: Role, workspaceId: string | null): Promise<SignedInPerson> {
  const now = server.clock.now();
  const { store } = server;
  const member = await addMember(store.db, { scope: workspaceId, email, name: undefined, role, by: 'test' }, now);
  const link = await createLoginLink({ publicUrl: () => 'https://handoff.test' }, store.db, email, now);
  const browser = createBrowser(server.app);
  const answer = await followLink(browser, link);
  if (answer.status !== 303) throw new Error(await answer.text());
  const session = await browser.client()('getSession', {});
  return { browser, client: browser.client(session.csrf), session, memberId: member.id };
}
