import { akismet as akismetRule } from '../rules/akismet.ts';
import { turnstile as turnstileRule } from '../rules/turnstile.ts';
import type { Facts } from '../types.ts';
import type { Asked, Told } from './asked.ts';

const WHY: Readonly<Record<Extract<Told<never>, { failed: unknown }>['failed'], string>> = {
  slow: 'no answer in time',
  unreachable: 'could not be reached',
  error: 'answered with an error',
  key: 'refuses the key in your settings',
  quota: 'wants no more questions for now',
  unreadable: 'gave an answer that is none',
  late: 'the message was too long on its way',
};

/** What outside services said, as rules ask for it; those that gave no answer are checks that could not be made. */
export function factsOf({ akismet, turnstile }: Asked): Pick<Facts, 'akismet' | 'turnstile'> & { failed: string[] } {
  const failed = [
    ...(akismet !== undefined && 'failed' in akismet ? [`${akismetRule.title}: ${WHY[akismet.failed]}`] : []),
    ...(turnstile !== undefined && 'failed' in turnstile ? [`${turnstileRule.title}: ${WHY[turnstile.failed]}`] : []),
  ];
  return {
    ...(akismet !== undefined && 'said' in akismet ? { akismet: akismet.said } : {}),
    ...(turnstile !== undefined && 'said' in turnstile ? { turnstile: turnstile.said } : {}),
    failed,
  };
}
