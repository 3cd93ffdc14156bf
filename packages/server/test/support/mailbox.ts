import type { Mailer, MailMessage } from '../../src/mail/mailer.ts';

/** A mailer that keeps what it is given, or refuses as it is told. */
export interface Mailbox extends Mailer {
  /** In the order they were sent; a repeat under a known message id is not kept twice, as mailboxes do. */
  mails: MailMessage[];
  /** What the mail server answers until told otherwise. */
  refuse: (error: Error | undefined) => void;
  /** How often it was asked. */
  tries: () => number;
}

export function createMailbox(): Mailbox {
  const mails: MailMessage[] = [];
  let refusal: Error | undefined;
  let tries = 0;
  return {
    mails,
    refuse: (error) => void (refusal = error),
    tries: () => tries,
    send: (mail) => {
      tries += 1;
      if (refusal !== undefined) return Promise.reject(refusal);
      if (!mails.some(({ messageId }) => messageId === mail.messageId)) mails.push(mail);
      return Promise.resolve();
    },
  };
}
