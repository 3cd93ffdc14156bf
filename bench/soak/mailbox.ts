import type { Mailer } from '../../packages/server/src/mail/mailer.ts';
import { ALERT_KINDS, type AlertKind, alertKind } from '../../packages/server/src/observe/alert-kinds.ts';
import { say } from '../../packages/server/src/words/say.ts';

/** One thing a person was told, read off the mail as they read it. */
export interface Told {
  /** True time of the mail. */
  at: number;
  to: string;
  state: 'opened' | 'again' | 'reminder' | 'over';
  kind: AlertKind;
  /** The name of what it is about; empty for a whole workspace. */
  about: string;
}

export interface Mailbox extends Mailer {
  told: Told[];
  mails: number;
  /** Lines that look like an alert and could not be read. */
  unread: string[];
}

const STATES: Record<string, Told['state']> = {
  Problem: 'opened',
  Warning: 'opened',
  'For a look': 'opened',
  Again: 'again',
  Still: 'reminder',
  Over: 'over',
};
const HEAD = /^(Problem|Warning|For a look|Again|Still|Over) · (?:(.+) \((?:flow|connection|source|workspace)\): )?(.+)$/;
const KINDS = new Map((Object.keys(ALERT_KINDS) as AlertKind[]).map((kind) => [say('en', alertKind(kind).title), kind]));

/** The post of everybody: mails of the same Message-ID arrive once, as with any mail server that was not answered in time. */
export function createMailbox(now: () => number): Mailbox {
  const seen = new Set<string>();
  const box: Mailbox = {
    told: [],
    unread: [],
    mails: 0,
    send: (mail) => {
      if (mail.messageId !== undefined && seen.has(mail.messageId)) return Promise.resolve();
      if (mail.messageId !== undefined) seen.add(mail.messageId);
      box.mails += 1;
      for (const line of mail.text.split('\n')) {
        const [, label, about = '', title = ''] = HEAD.exec(line) ?? [];
        const state = STATES[label ?? ''];
        if (state === undefined) continue;
        const kind = KINDS.get(title);
        if (kind === undefined) box.unread.push(line);
        else box.told.push({ at: now(), to: mail.to, state, kind, about });
      }
      return Promise.resolve();
    },
  };
  return box;
}
