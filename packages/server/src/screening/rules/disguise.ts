import { plainTextsOf } from '../content/message.ts';
import { quote } from '../quote.ts';
import type { Rule } from '../types.ts';

const WEIGHT_EACH = 0.75;
const MOST = 2.5;

/** People do not hide zero-width characters in words or mix alphabets within one; copied text now and then does. */
export const disguise: Rule = {
  name: 'disguise',
  title: 'Disguised words',
  content: true,
  evaluate: ({ envelope }) => {
    const plain = plainTextsOf(envelope);
    const count = (of: (text: (typeof plain)[number]) => number) => plain.reduce((sum, text) => sum + of(text), 0);
    const invisible = count((text) => text.invisible);
    const lookAlikes = count((text) => text.lookAlikes);
    const spaced = plain.flatMap((text) => text.spaced).toSorted();
    const said = [
      ...(invisible > 0 ? [`invisible characters within words (${invisible})`] : []),
      ...(lookAlikes > 0 ? [`words that mix alphabets (${lookAlikes})`] : []),
      ...(spaced.length > 0 ? [`words spelled with gaps, such as "${quote(spaced[0] ?? '')}"`] : []),
    ];
    if (said.length === 0) return undefined;
    const weight = Math.min(MOST, WEIGHT_EACH * (Math.min(2, invisible) + Math.min(2, lookAlikes) + Math.min(2, spaced.length)));
    return { rule: 'disguise', weight, evidence: `The text has ${said.join(', ')}.` };
  },
};
