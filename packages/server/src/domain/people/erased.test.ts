import { expect, test } from 'vitest';
import { erasedReasons } from './erased.ts';

test('a reason that quotes nothing of the event stays with its words, one that may quote keeps its name and its weight', () => {
  const offer = { rule: 'unasked_offer', weight: 4.2, evidence: 'The text says who they are, what they sell and what you should do next.' };
  const quoting = { rule: 'gibberish', weight: 1.5, evidence: 'The text is mostly random letters, such as "qwxzk".' };
  expect(erasedReasons([offer, quoting])).toEqual([
    offer,
    { rule: 'gibberish', weight: 1.5, evidence: 'What this said was erased with the personal data.' },
  ]);
});
