import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalEmail, isRoleMailbox, normaliseDomain, normaliseEmail } from './email.ts';

describe('normaliseEmail', () => {
  it.each([
    [' Ada@Example.COM ', 'ada@example.com'],
    ['ada.lovelace+news@gmail.com', 'ada.lovelace+news@gmail.com'],
    ['ada@MÜLLER.de', 'ada@xn--mller-kva.de'],
    ['ada@xn--mller-kva.de', 'ada@xn--mller-kva.de'],
    ['ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'ada@example.com'],
    ['ada\u200B@example.com', 'ada@example.com'],
    ['ada@example.com.', 'ada@example.com'],
    ['почта@пример.рф', 'почта@xn--e1afmkfd.xn--p1ai'],
    ["o'neil@example.co.uk", "o'neil@example.co.uk"],
  ])('reads %j as %j', (typed, email) => {
    expect(normaliseEmail(typed)).toBe(email);
  });

  it.each([
    '',
    'ada',
    '@example.com',
    'ada@',
    'ada@localhost',
    'ada@1.2.3.4',
    'ada@0x7f.1',
    'a b@example.com',
    'ada@exa mple.com',
    'ada@example..com',
    'ada@-example.com',
    'ada@ex%61mple.com',
    'ada@example.com/path',
    'ada@example.com:25',
    'Ada <ada@example.com>',
    'ada@example.com, b@example.com',
    'a\u0000da@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a'.repeat(64)}.com`,
  ])('refuses %j', (typed) => {
    expect(normaliseEmail(typed)).toBeUndefined();
  });

  it('never throws, and what it gives is normal already', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.emailAddress(),
          fc.tuple(text, text).map(([local, domain]) => `${local}@${domain}.com`),
        ),
        (typed) => {
          const email = normaliseEmail(typed);
          if (email !== undefined) expect(normaliseEmail(email)).toBe(email);
        },
      ),
    );
  });

  it('reads an address the same in capitals', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        expect(normaliseEmail(email.toUpperCase())).toBe(normaliseEmail(email));
      }),
    );
  });
});

describe('canonicalEmail', () => {
  it.each([
    ['a.d.a+shop@gmail.com', 'ada@gmail.com'],
    ['ada@googlemail.com', 'ada@gmail.com'],
    ['a.da+shop@outlook.com', 'a.da@outlook.com'],
    ['a.da+shop@icloud.com', 'a.da@icloud.com'],
    ['+shop@fastmail.com', '+shop@fastmail.com'],
  ])('folds %s to %s', (email, mailbox) => {
    expect(canonicalEmail(email)).toBe(mailbox);
  });

  it('says nothing about providers that may tell the spellings apart', () => {
    expect(canonicalEmail('a.da+shop@example.com')).toBeUndefined();
  });
});

it('knows a desk from a person', () => {
  expect(['info@example.com', 'customer-service@example.com', 'sales+uk@example.com', 'buchhaltung@example.de'].map(isRoleMailbox)).toEqual(
    [true, true, true, true],
  );
  expect(['ada@example.com', 'informer@example.com', 'sales.ada@example.com'].map(isRoleMailbox)).toEqual([false, false, false]);
});

it('normalises domains', () => {
  expect(normaliseDomain(' Müller.DE ')).toBe('xn--mller-kva.de');
  expect(normaliseDomain('com')).toBeUndefined();
});
