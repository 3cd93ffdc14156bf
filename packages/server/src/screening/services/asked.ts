import type { AkismetVerdict } from './akismet.ts';
import type { Unanswered } from './call.ts';
import type { TurnstileVerdict } from './turnstile.ts';

/** The outside services there are; all are off until somebody enters a key. */
export const SERVICES = ['akismet', 'turnstile'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** `late`: the message was so long on its way that the service's answer says nothing. */
export type Told<Verdict> = { said: Verdict } | { failed: Unanswered | 'late' };

/** What outside services said of one event, as the event keeps it. A service that was not asked is absent. */
export interface Asked {
  akismet?: Told<AkismetVerdict>;
  turnstile?: Told<TurnstileVerdict | 'missing'>;
}
