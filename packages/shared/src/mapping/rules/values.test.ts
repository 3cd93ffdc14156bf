import { describe, expect, it } from 'vitest';
import { applyRule } from '../../../test/support/mapping.ts';

const problem = (text: string) => ({ value: undefined, problems: [expect.stringContaining(text)], warnings: [] });
const fine = (value: unknown) => ({ value, problems: [], warnings: [] });

describe('email', () => {
  const email = (value: unknown) => applyRule((from) => ({ do: 'email', from }), value);

  it.each([
    [' Ada.Lovelace@Example.COM ', 'Ada.Lovelace@example.com'],
    ['ada+news@sub.example.co.uk', 'ada+news@sub.example.co.uk'],
    ["o'neil@example.com", "o'neil@example.com"],
    ['info@MÜNCHEN.de', 'info@münchen.de'],
    ['info@xn--mnchen-3ya.xn--p1ai', 'info@xn--mnchen-3ya.xn--p1ai'],
    ['用户@例子.广告', '用户@例子.广告'],
    ['\u200Fada@example.com\u200B', 'ada@example.com'],
    [['ada@example.com'], 'ada@example.com'],
    ['', undefined],
    ['  ', undefined],
    [undefined, undefined],
    [null, null],
  ])('reads %j', (value, address) => {
    expect(email(value)).toEqual(fine(address));
  });

  it.each([
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'ada@@example.com',
    'a b@example.com',
    'ada@exa mple.com',
    'ada@-example.com',
    'ada@example-.com',
    'ada@example..com',
    '.ada@example.com',
    'a..da@example.com',
    'ada@example.com, bob@example.com',
    'Ada <ada@example.com>',
    'ada@127.0.0.1',
    'ada@example.com\nBcc: x@y.zz',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a'.repeat(64)}.com`,
    `ada@${'abc.'.repeat(80)}com`,
    5,
    true,
  ])('refuses %j', (value) => {
    expect(email(value)).toEqual(problem('is not a complete e-mail address'));
  });

  it('refuses several addresses in a list', () => {
    expect(email(['a@example.com', 'b@example.com'])).toEqual(problem('list of 2 values'));
  });

  it('shortens what it quotes', () => {
    expect(email('x'.repeat(5000)).problems[0]?.length).toBeLessThan(250);
  });
});

describe('number', () => {
  const number = (value: unknown, decimal?: '.' | ',') => applyRule((from) => ({ do: 'number', from, decimal }), value);

  it.each<[unknown, '.' | ',' | undefined, unknown]>([
    ['1.234,56', ',', 1234.56],
    ['1,234.56', '.', 1234.56],
    ['1234', undefined, 1234],
    ['-0.5', undefined, -0.5],
    ['0,75', ',', 0.75],
    ['0.500', '.', 0.5],
    ['007', undefined, 7],
    ['100,500', '.', 100500],
    ['\u22127,25', ',', -7.25],
    ['1 234,5', ',', 1234.5],
    ['1\u202F234\u00A0567', ',', 1234567],
    ["1'234.50", '.', 1234.5],
    ['12,34,567', '.', 1234567],
    ['€ 1.000', ',', 1000],
    ['49 €', '.', 49],
    ['0', undefined, 0],
    [0, undefined, 0],
    [12.5, ',', 12.5],
    [null, undefined, null],
    ['', undefined, undefined],
  ])('reads %j with decimal %j as %j', (value, decimal, result) => {
    expect(number(value, decimal)).toEqual(fine(result));
  });

  it.each<[unknown, '.' | ',' | undefined]>([
    ['1,5', '.'],
    ['1.5', ','],
    ['1.234,56', '.'],
    ['12 34', '.'],
    ['1,2345', '.'],
    ['ten', '.'],
    ['12 kg', '.'],
    ['0x10', '.'],
    ['1e5', '.'],
    ['Infinity', '.'],
    ['NaN', '.'],
    ['--5', '.'],
    ['1.2.3', '.'],
    ['0,500', '.'],
    ['00,123', '.'],
    ['0.750', ','],
    ['0 500', '.'],
    ["0'500", ','],
    ['5-', '.'],
    [true, '.'],
    ['9'.repeat(200), '.'],
  ])('refuses %j with decimal %j instead of guessing', (value, decimal) => {
    expect(number(value, decimal)).toEqual(problem('is not a number'));
  });

  it('refuses digits that a number cannot keep', () => {
    expect(number('12345678901234567890')).toEqual(problem('too many digits'));
    expect(number('9007199254740991').value).toBe(9007199254740991);
  });
});

describe('boolean', () => {
  const boolean = (value: unknown) => applyRule((from) => ({ do: 'boolean', from }), value);

  it.each([
    true,
    1,
    '1',
    'on',
    'Yes',
    ' TRUE ',
    'ja',
    'Oui',
    'sí',
    'SÌ',
    'да',
    'はい',
    'Yes, send me news',
    ['on'],
    'I agree to the privacy policy',
    ['Ich stimme zu, dass …'],
  ])('takes %j for a yes', (value) => {
    expect(boolean(value)).toEqual(fine(true));
  });

  it.each([false, 0, '0', 'off', 'No', 'FALSE', 'nein', 'non', 'нет', 'No, thanks', ['no'], []])('takes %j for a no', (value) => {
    expect(boolean(value)).toEqual(fine(false));
  });

  it.each(['maybe', '2', 2, '1.5', 'nobody', 'only by post', 'on Monday', 'I do not agree'])('takes %j for neither', (value) => {
    expect(boolean(value)).toEqual(problem('neither a yes nor a no'));
  });

  it('leaves the field alone without an answer and passes null on', () => {
    expect(boolean('')).toEqual(fine(undefined));
    expect(boolean(undefined)).toEqual(fine(undefined));
    expect(boolean(null)).toEqual(fine(null));
  });
});

describe('splitName', () => {
  const split = (name: unknown) =>
    (['first', 'last'] as const).map((part) => applyRule((from) => ({ do: 'splitName', part, from }), name).value);

  it.each<[string, string | undefined, string | undefined]>([
    ['Ada Lovelace', 'Ada', 'Lovelace'],
    ['  Ada   King  Lovelace ', 'Ada King', 'Lovelace'],
    ['Madonna', 'Madonna', undefined],
    ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
    ['Vincent Van Gogh', 'Vincent', 'Van Gogh'],
    ['Van Morrison', 'Van', 'Morrison'],
    ['Maria de la Cruz', 'Maria', 'de la Cruz'],
    ['Ursula von der Leyen', 'Ursula', 'von der Leyen'],
    ['Mary Ben Smith', 'Mary Ben', 'Smith'],
    ['David ben Gurion', 'David', 'ben Gurion'],
    ['Beethoven, Ludwig van', 'Ludwig', 'van Beethoven'],
    ['van Beethoven, Ludwig', 'Ludwig', 'van Beethoven'],
    ['Lovelace, Ada King', 'Ada King', 'Lovelace'],
    ['Lovelace,', undefined, 'Lovelace'],
    [', Ada', 'Ada', undefined],
    ['Sammy Davis, Jr.', 'Sammy', 'Davis Jr.'],
    ['Sammy Davis Jr.', 'Sammy', 'Davis Jr.'],
    ['Grace Hopper, Ph.D.', 'Grace', 'Hopper Ph.D.'],
    ['山田 太郎', '太郎', '山田'],
    ['김 민준', '민준', '김'],
    ['山田太郎', '山田太郎', undefined],
    ['\u200Fמשה כהן\u200F', 'משה', 'כהן'],
    ['محمد أمین', 'محمد', 'أمین'],
    ['', undefined, undefined],
    [' , ', undefined, undefined],
  ])('%j', (name, first, last) => {
    expect(split(name)).toEqual([first, last]);
  });

  it('does not take a long text for a name', () => {
    const result = applyRule((from) => ({ do: 'splitName', part: 'last', from }), 'de '.repeat(30_000));
    expect(result).toEqual(problem("too long to be one person's name"));
  });

  it('passes null on', () => {
    expect(split(null)).toEqual([null, null]);
  });
});
