import { foldText } from '../../identity/fold.ts';
import { submittedFields } from '../../identity/submitted-fields.ts';
import { quote } from '../quote.ts';
import { findSender, senderOf } from '../senders.ts';
import type { Finding, Rule, ScreenInput } from '../types.ts';

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;
/** Scripts written without spaces, where a word has no visible edge. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The site's own lists. A sender the site trusts may use any word; a sender it blocked may not write at all. */
export const ownRule: Rule = {
  name: 'own_rule',
  title: "Your site's own block list",
  evaluate: (input) => {
    const { blockedSenders, trustedEmails } = input.settings;
    const sender = senderOf(input);
    const blocked = findSender(blockedSenders, sender);
    if (blocked !== undefined) return keptBack(`The sender is covered by "${quote(blocked)}" on your list of blocked senders.`);
    if (findSender(trustedEmails, sender) !== undefined) return undefined;
    const word = blockedWordIn(input);
    return word === undefined ? undefined : keptBack(`The text contains "${quote(word)}", which is on your list of blocked words.`);
  },
};

function keptBack(evidence: string): Finding {
  return { rule: 'own_rule', weight: 6, hard: true, evidence };
}

function blockedWordIn({ envelope, settings }: ScreenInput): string | undefined {
  if (settings.blockedWords === undefined || settings.blockedWords.length === 0) return undefined;
  const { name, firstName, lastName, company } = envelope.subject ?? {};
  const texts = [name, firstName, lastName, company, ...submittedFields(envelope).map((field) => field.text)]
    .filter((text) => text !== undefined)
    .map(foldText);
  return settings.blockedWords.find((entry) => {
    const word = foldText(entry);
    return word !== '' && texts.some((text) => containsWord(text, word));
  });
}

function containsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = lastCharacter(text.slice(Math.max(0, at - 2), at));
    const after = firstCharacter(text.slice(at + word.length, at + word.length + 2));
    if (isEdge(before, firstCharacter(word)) && isEdge(lastCharacter(word), after)) return true;
  }
  return false;
}

/** Whether a word may end between two neighbouring characters. */
function isEdge(left: string, right: string): boolean {
  if (!WORD_CHARACTER.test(left) || !WORD_CHARACTER.test(right)) return true;
  return UNSPACED.test(left) || UNSPACED.test(right);
}

function firstCharacter(text: string): string {
  return Array.from(text)[0] ?? '';
}

function lastCharacter(text: string): string {
  return Array.from(text).at(-1) ?? '';
}
