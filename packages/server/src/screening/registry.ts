import { akismet } from './rules/akismet.ts';
import { disposableDomain } from './rules/disposable-domain.ts';
import { disguise } from './rules/disguise.ts';
import { formToken } from './rules/form-token.ts';
import { gibberish } from './rules/gibberish.ts';
import { honeypot } from './rules/honeypot.ts';
import { language } from './rules/language.ts';
import { learnedContent } from './rules/learned-content.ts';
import { linkCount } from './rules/link-count.ts';
import { interaction } from './rules/interaction.ts';
import { ownRule } from './rules/own-rule.ts';
import { proofOfWork } from './rules/proof-of-work.ts';
import { emailRate, knownGoodSender, networkRate, sameContentSenders } from './rules/rates.ts';
import { silentImport } from './rules/silent-import.ts';
import { siteSignals } from './rules/site-signals.ts';
import { testEvent } from './rules/test-event.ts';
import { timeToSubmit } from './rules/time-to-submit.ts';
import { turnstile } from './rules/turnstile.ts';
import { trustedSender } from './rules/trusted-sender.ts';
import { unaskedOffer } from './rules/unasked-offer.ts';
import type { Rule } from './types.ts';

/** Asked of every event, whatever its type. */
export const RULES_FOR_ALL: readonly Rule[] = [testEvent, silentImport];

/** Asked only of what a stranger typed into a public form, in the order findings are shown. */
export const SPAM_RULES: readonly Rule[] = [
  ownRule,
  honeypot,
  formToken,
  proofOfWork,
  turnstile,
  siteSignals,
  akismet,
  timeToSubmit,
  interaction,
  emailRate,
  networkRate,
  sameContentSenders,
  disposableDomain,
  learnedContent,
  unaskedOffer,
  linkCount,
  disguise,
  gibberish,
  language,
  trustedSender,
  knownGoodSender,
];
