import { quote } from '../quote.ts';
import type { Rule } from '../types.ts';

const SPAM_WEIGHT = 4;
const HAM_WEIGHT = -2;

/** What filters on the site itself (Akismet, a captcha, the form plugin) already said. Several that agree count once. */
export const siteSignals: Rule = {
  name: 'site_signals',
  title: "The site's own spam filters",
  evaluate: ({ envelope }) => {
    const signals = envelope.signals ?? [];
    const spam = signals.filter((signal) => signal.verdict === 'spam').map((signal) => signal.tool);
    const ham = signals.filter((signal) => signal.verdict === 'ham').map((signal) => signal.tool);
    if (spam.length === 0 && ham.length === 0) return undefined;
    const said = [
      ...(spam.length === 0 ? [] : [`${names(spam)} on your site called this spam`]),
      ...(ham.length === 0 ? [] : [`${names(ham)} on your site found this genuine`]),
    ];
    return {
      rule: 'site_signals',
      weight: (spam.length === 0 ? 0 : SPAM_WEIGHT) + (ham.length === 0 ? 0 : HAM_WEIGHT),
      evidence: `${said.join('; ')}.`,
    };
  },
};

function names(tools: string[]): string {
  return [...new Set(tools.map(quote))].toSorted((a, b) => a.localeCompare(b, 'en')).join(', ');
}
