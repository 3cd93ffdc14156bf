import { z } from 'zod';

/** A timestamp is not read: a later yes on the site does not undo an opt-out at Klaviyo. */
const Suppression = z.looseObject({ reason: z.string() });

/** What Klaviyo says of a person's consent, with `additional-fields[profile]=subscriptions`. */
export const Subscriptions = z.looseObject({
  email: z
    .looseObject({
      marketing: z
        .looseObject({
          consent: z.string(),
          can_receive_email_marketing: z.boolean(),
          suppression: z.array(Suppression).nullish(),
          list_suppressions: z.array(Suppression.extend({ list_id: z.string() })).nullish(),
        })
        .nullish(),
    })
    .nullish(),
  sms: z.looseObject({ marketing: z.looseObject({ consent: z.string() }).nullish() }).nullish(),
});
export type Subscriptions = z.infer<typeof Subscriptions>;

/** Where a person stands with one channel; `closed` means that nobody but they themselves may open it again. */
export type Standing = { is: 'subscribed' | 'open' | 'unknown' } | { is: 'closed'; why: string };

const WHY: Record<string, string> = {
  UNSUBSCRIBE: 'unsubscribed in Klaviyo before',
  SPAM_COMPLAINT: 'reported an e-mail of yours as spam',
  SPAM_REPORT: 'reported an e-mail of yours as spam',
  USER_SUPPRESSED: 'was suppressed in Klaviyo by your team',
  HARD_BOUNCE: 'has an address to which e-mails bounced',
  INVALID_EMAIL: 'has an address that does not exist',
};
const UNSUBSCRIBED = 'unsubscribed in Klaviyo before';

/** @param list the list the connection adds subscribers to; who left that list is not put back on it. */
export function emailStanding(subscriptions: Subscriptions | null | undefined, list: string | undefined): Standing {
  const marketing = subscriptions?.email?.marketing;
  if (marketing === undefined || marketing === null) return { is: 'unknown' };
  const leftList = marketing.list_suppressions?.find(({ list_id }) => list_id === list);
  const reason = marketing.suppression?.[0]?.reason ?? leftList?.reason;
  if (reason !== undefined) return { is: 'closed', why: WHY[reason] ?? UNSUBSCRIBED };
  if (marketing.consent === 'UNSUBSCRIBED' || !marketing.can_receive_email_marketing) return { is: 'closed', why: UNSUBSCRIBED };
  return { is: marketing.consent === 'SUBSCRIBED' ? 'subscribed' : 'open' };
}

export function smsStanding(subscriptions: Subscriptions | null | undefined): Standing {
  if (subscriptions === undefined || subscriptions === null) return { is: 'unknown' };
  // A person without a number has no SMS part yet.
  const consent = subscriptions.sms?.marketing?.consent;
  if (consent === 'UNSUBSCRIBED') return { is: 'closed', why: UNSUBSCRIBED };
  return { is: consent === 'SUBSCRIBED' ? 'subscribed' : 'open' };
}
