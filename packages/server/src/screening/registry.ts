import { disposableDomain } from './rules/disposable-domain.ts';
import { honeypot } from './rules/honeypot.ts';
import { linkCount } from './rules/link-count.ts';
import { ownRule } from './rules/own-rule.ts';
import { silentImport } from './rules/silent-import.ts';
import { siteSignals } from './rules/site-signals.ts';
import { testEvent } from './rules/test-event.ts';
import { timeToSubmit } from './rules/time-to-submit.ts';
import { trustedSender } from './rules/trusted-sender.ts';
import type { Rule } from './types.ts';

/** Asked of every event, whatever its type. */
export const RULES_FOR_ALL: readonly Rule[] = [testEvent, silentImport];

/** Asked only of what a stranger typed into a public form, in the order findings are shown. */
export const SPAM_RULES: readonly Rule[] = [ownRule, honeypot, siteSignals, timeToSubmit, linkCount, disposableDomain, trustedSender];
