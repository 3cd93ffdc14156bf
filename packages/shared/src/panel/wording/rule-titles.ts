import type { Translate } from '../translate.ts';

/** The name of what a verdict rests on; its evidence says the rest. */
export function ruleTitle(rule: string, t: Translate): string {
  return titles(t)[rule] ?? rule.replaceAll('_', ' ');
}

function titles(t: Translate): Record<string, string> {
  return {
    honeypot: t('Hidden field filled in'),
    link_count: t('Links in the text'),
    disposable_domain: t('Throw-away e-mail address'),
    own_rule: t('Your own block list'),
    site_signals: t('Spam filters on your site'),
    time_to_submit: t('Time to fill in'),
    trusted_sender: t('A sender you trust'),
    test: t('A test'),
    silent_import: t('Silent import'),
    same_content: t('Same as an earlier one'),
    observe_mode: t('Only watching'),
    nothing_found: t('Nothing found'),
    transactional: t('Not checked for spam'),
    form_token: t('The form’s own token'),
    proof_of_work: t('Proof of work'),
    akismet: t('Akismet'),
    turnstile: t('Turnstile'),
    interaction: t('How the form was filled in'),
    email_rate: t('Many from this address'),
    network_rate: t('Many from this network'),
    same_content_senders: t('Same text from several senders'),
    known_good_sender: t('Known from before'),
    learned_content: t('What it has learned from you'),
    unasked_offer: t('An offer nobody asked for'),
    content_limit: t('Limit for the text alone'),
    disguise: t('Disguised letters'),
    gibberish: t('Gibberish'),
    language: t('Unusual alphabet'),
    rule_failed: t('A check did not run'),
    released: t('Let go by a person'),
    erased: t('Personal data erased'),
  };
}
