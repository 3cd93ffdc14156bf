import { describe, expect, test } from 'vitest';
import type { Step } from '../../flow/flow.ts';
import type { Rule } from '../../mapping/spec.ts';
import { type FoundRule, suggest, sureWords, whyWords } from './suggestion.ts';

const t = (english: string) => english;
const step = (key: string, targets: Step['mapping']['fields'] = {}): Step => ({
  key,
  connection: 'con',
  operation: 'x',
  mapping: { fields: targets },
});
const rule: Rule = { do: 'path', path: '/subject/email' };
const contactId: Rule = { do: 'path', path: '/steps/contact/id' };
const ort: Rule = { do: 'path', path: '/data/fields/7' };
const found: FoundRule = {
  target: '/city',
  label: 'City',
  name: 'city',
  rule: ort,
  confidence: 0.834,
  from: [{ path: '/data/fields/7', reasons: [{ of: 'city', where: 'label', seen: 'ort', weight: 3 }] }],
};

describe('a suggested mapping', () => {
  test('adds what is not mapped and never replaces by itself', () => {
    const mine: Rule = { do: 'literal', value: 'mine' };
    const entries = suggest({ '/a': rule, '/b': rule, '/c': rule }, [found], step('deal', { '/a': mine, '/b': rule }), []);
    expect(entries.map(({ target }) => target).toSorted()).toEqual(['/c', '/city']);
    expect(suggest({}, [found], step('deal', { '/city': mine }), [])).toEqual([]);
  });

  test('reads an earlier step only where there is one', () => {
    const usual = { '/title': rule, '/contactId': contactId };
    expect(suggest(usual, [], step('deal'), []).map(({ target }) => target)).toEqual(['/title']);
    expect(suggest(usual, [], step('deal'), [step('contact')]).map(({ target }) => target)).toEqual(['/title', '/contactId']);
  });

  test('says how sure it is of what the fields say, and why; of what is usual, that it is usual', () => {
    const [usual, guessed] = suggest({ '/email': rule }, [found], step('deal'), []).toSorted((a, b) => (a.target < b.target ? 1 : -1));
    expect([usual, guessed].map((entry) => entry && [entry.target, sureWords(entry, t), whyWords(entry, t)])).toEqual([
      ['/email', 'usual here', ''],
      ['/city', '83 % sure', 'its label says so'],
    ]);
  });

  test('keeps the usual rule where both fill a field, and is as sure of it only where both read the same', () => {
    const usual: Rule = { do: 'coalesce', of: [rule, ort] };
    expect(suggest({ '/city': usual }, [found], step('deal'), [])).toMatchObject([{ rule: usual, confidence: 0.834 }]);
    expect(suggest({ '/city': rule }, [found], step('deal'), [])).toMatchObject([{ rule, confidence: undefined }]);
  });
});
