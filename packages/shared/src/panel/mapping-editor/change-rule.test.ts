import { getCountries } from 'libphonenumber-js/min';
import { describe, expect, test } from 'vitest';
import { Rule } from '../../mapping/spec.ts';
import { convertSource, newChange } from './change-rule.ts';
import { COUNTRIES } from './countries.ts';
import { type ChangeKind, ruleOf, type SourceKind, type SourceRule } from './rule-parts.ts';
import { templateToText, textToTemplate } from './template-text.ts';

const name: SourceRule = { do: 'path', path: '/subject/name' };
const kinds: SourceKind[] = ['path', 'literal', 'template', 'coalesce', 'join', 'when'];

describe('another way to come by a value', () => {
  test('keeps the field, there and back', () => {
    for (const kind of kinds.filter((other) => other !== 'literal')) expect(convertSource(convertSource(name, kind), 'path')).toEqual(name);
  });

  test('keeps values of a list, and what a text or a fixed value says', () => {
    const several = convertSource({ do: 'join', of: [name, { do: 'literal', value: '!' }], separator: '-' }, 'coalesce');
    expect(several).toEqual({ do: 'coalesce', of: [name, { do: 'literal', value: '!' }] });
    expect(convertSource({ do: 'join', of: [name, { do: 'literal', value: '!' }], separator: '-' }, 'template')).toEqual({
      do: 'template',
      template: '{{/subject/name}}-!',
    });
    expect(convertSource(convertSource({ do: 'literal', value: 'Hello' }, 'template'), 'literal')).toEqual({
      do: 'literal',
      value: 'Hello',
    });
  });

  test('is always a rule that can be saved, from nothing too', () => {
    for (const from of [undefined, ...kinds.map((kind) => convertSource(name, kind))]) {
      for (const kind of kinds) expect(Rule.safeParse(convertSource(from, kind)).error).toBeUndefined();
    }
  });
});

test('every change begins as one that can be saved', () => {
  const all: ChangeKind[] = ['trim', 'lower', 'title', 'email', 'boolean', 'number', 'splitName', 'e164', 'date', 'split', 'lookup'];
  for (const country of ['DE', undefined]) {
    for (const kind of all) {
      const rule = ruleOf({ source: name, changes: [newChange(kind, { country, zone: 'Europe/Berlin' })] });
      expect(Rule.safeParse(rule).error).toBeUndefined();
    }
  }
});

describe('a template as people write it', () => {
  const fields = [
    { path: '/subject/name', label: 'Name' },
    { path: '/data/fields/a', label: 'E-mail' },
    { path: '/subject/email', label: 'E-mail' },
    { path: '/data/fields/b', label: 'Odd {one}' },
  ];

  test.each([
    ['Dear {{/subject/name}},', 'Dear {Name},'],
    ['{{ /data/fields/a }}{{/subject/email}}', '{E-mail /data/fields/a}{E-mail /subject/email}'],
    ['{{/data/fields/b}}', '{Odd one}'],
    ['{{/data/unknown}} and {curly}', '{{/data/unknown}} and {curly}'],
    ['left {{open', 'left {{open'],
  ])('%s is shown as %s', (template, text) => {
    expect(templateToText(template, fields)).toBe(text);
    expect(textToTemplate(text, fields)).toBe(template.replaceAll('{{ ', '{{').replaceAll(' }}', '}}'));
  });

  test('may be typed letter by letter', () => {
    let template = '';
    for (const letter of 'Hi {Name}!') template = textToTemplate(templateToText(template, fields) + letter, fields);
    expect(template).toBe('Hi {{/subject/name}}!');
  });
});

test('the countries offered are those whose phone numbers can be read', () => {
  expect(COUNTRIES).toEqual(getCountries().toSorted());
});
