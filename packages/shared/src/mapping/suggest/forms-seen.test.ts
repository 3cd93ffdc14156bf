import { describe, expect, it } from 'vitest';
import type { FieldDescription } from './field.ts';
import type { Meaning } from './meanings.ts';
import { suggestMeanings } from './suggest.ts';

type Case = [field: FieldDescription, meaning: Meaning | null];

/** What errors on forms from public repositories had in common; each form here is made up. */
function expectForm(...cases: Case[]): void {
  const got = suggestMeanings(cases.map(([field]) => field));
  const named = (meaning: Meaning | null | undefined, index: number) => [JSON.stringify(cases[index]?.[0]), meaning];
  expect(got.map(({ meaning }, index) => named(meaning, index))).toEqual(cases.map(([, meaning], index) => named(meaning, index)));
}
const meaningOf = (field: FieldDescription) => suggestMeanings([field])[0]?.meaning;
const password = { name: 'pw', type: 'password' };

describe('more languages', () => {
  it.each<[string, [label: string, meaning: Meaning][]]>([
    [
      'Vietnamese',
      [
        ['Họ và tên', 'fullName'],
        ['Số điện thoại', 'phone'],
        ['Địa chỉ', 'street'],
        ['Tỉnh/Thành phố', 'province'],
      ],
    ],
    [
      'Arabic',
      [
        ['الاسم الكامل', 'fullName'],
        ['البريد الإلكتروني', 'email'],
        ['رقم الهاتف', 'phone'],
        ['المدينة', 'city'],
      ],
    ],
    [
      'Hungarian',
      [
        ['Vezetéknév', 'lastName'],
        ['Keresztnév', 'firstName'],
        ['Irányítószám', 'postalCode'],
        ['Utca, házszám', 'street'],
      ],
    ],
    [
      'Danish',
      [
        ['Fulde navn', 'fullName'],
        ['Postnr.', 'postalCode'],
        ['By', 'city'],
        ['Telefonnummer', 'phone'],
      ],
    ],
    [
      'Greek',
      [
        ['Όνομα χρήστη', 'username'],
        ['Επώνυμο', 'lastName'],
        ['Πόλη', 'city'],
      ],
    ],
    [
      'Hindi',
      [
        ['नाम', 'fullName'],
        ['ईमेल', 'email'],
        ['पिन कोड', 'postalCode'],
      ],
    ],
  ])('%s', (_, labels) => {
    for (const [label, meaning] of labels) expect([label, meaningOf({ label, type: 'text' })]).toEqual([label, meaning]);
  });
});

it.each<[string, Meaning]>([
  ['seinengappi', 'birthday'],
  ['xingming', 'fullName'],
  ['familiya', 'lastName'],
  ['matkhau', 'password'],
  ['adsoyad', 'fullName'],
])('knows %s in Latin letters', (name, meaning) => {
  expect(meaningOf({ name, type: 'text' })).toBe(meaning);
});

it.each<[string, Meaning]>([
  ['Hasło', 'password'],
  ['Haslo', 'password'],
  ['Địa chỉ', 'street'],
  ['Dia chi', 'street'],
  ['Kullanıcı adı', 'username'],
  ['Kullanici adi', 'username'],
])('knows %s with its letters and without', (label, meaning) => {
  expect(meaningOf({ label, type: 'text' })).toBe(meaning);
});

describe('writing without spaces', () => {
  it.each<[string, Meaning | null]>([
    ['请输入手机号码', 'phone'],
    ['公司邮箱', 'email'],
    ['联系人电话', 'phone'],
    ['请输入短信验证码', null],
    ['姓　　名', 'fullName'],
    ['ご住所を入力してください', 'street'],
  ])('%s', (label, meaning) => {
    expect(meaningOf({ label, type: 'text' })).toBe(meaning);
  });

  it('takes a user name or an address with a stroke between them for what people log in with', () => {
    expectForm([{ placeholder: '请输入用户名/邮箱' }, 'username'], [password, 'password']);
  });
});

describe('payment cards', () => {
  const card = { name: 'card_number', label: 'Card number' };

  it('leaves the end of a card whole in any language', () => {
    expectForm([card, 'cardNumber'], [{ id: 'card-exp', placeholder: 'MM/AA' }, 'expiration'], [{ id: 'card-cvv' }, 'cardSecurityCode']);
  });

  it('splits it where two fields ask for the same', () => {
    const label = 'Data de validade';
    expectForm([card, 'cardNumber'], [{ id: 'c3', label }, 'expirationMonth'], [{ id: 'c4', label }, 'expirationYear']);
  });

  it('knows a card in words of other languages', () => {
    expectForm(
      [{ label: 'Номер кредитной карты' }, 'cardNumber'],
      [{ label: 'Имя владельца карты' }, 'cardName'],
      [{ label: 'Срок действия карты', id: 'c3' }, 'expirationMonth'],
      [{ label: 'Срок действия карты', id: 'c4' }, 'expirationYear'],
    );
    expectForm(
      [{ placeholder: 'No. Kartu Kredit' }, 'cardNumber'],
      [{ placeholder: 'Nama di kartu' }, 'cardName'],
      [{ placeholder: 'MM/YY' }, 'expiration'],
    );
    expectForm(
      [{ label: 'Kart numarası' }, 'cardNumber'],
      [{ label: 'Son kullanma tarihi' }, 'expiration'],
      [{ label: 'Güvenlik kodu' }, 'cardSecurityCode'],
    );
  });

  it('knows a CVV alone, and its neighbours by it', () => {
    expect(meaningOf({ name: 'cvv2' })).toBe('cardSecurityCode');
    expect(meaningOf({ label: 'Security code' })).toBeNull();
    expectForm([{ name: 'cc', type: 'number' }, 'cardNumber'], [{ name: 'EXPDATE' }, 'expiration'], [{ name: 'CVV2' }, 'cardSecurityCode']);
  });

  it('reads the parts of dates in other languages', () => {
    const label = 'Doğum tarihi';
    expectForm(
      [{ label, placeholder: 'Gün', tag: 'select' }, 'birthdayDay'],
      [{ label, placeholder: 'Ay', tag: 'select' }, 'birthdayMonth'],
      [{ label, placeholder: 'Yıl', tag: 'select' }, 'birthdayYear'],
    );
    const korean = '생년월일';
    expectForm(
      [{ label: korean, placeholder: '년', name: 'a' }, 'birthdayYear'],
      [{ label: korean, placeholder: '월', name: 'b' }, 'birthdayMonth'],
      [{ label: korean, placeholder: '일', name: 'c' }, 'birthdayDay'],
    );
  });

  it('looks at no container of the page', () => {
    const inside = 'ctl01$ctl00$MainRegion$ctl00$';
    expectForm([{ name: `${inside}txtCcNumber` }, 'cardNumber'], [{ name: `${inside}txtCcHolder` }, 'cardName']);
    expect(meaningOf({ name: `${inside}ddlShade`, id: `${inside}ddlShade`.replaceAll('$', '_'), tag: 'select' })).toBeNull();
  });

  it('knows digits that are hidden as they are typed', () => {
    expectForm(
      [{ name: 'ccnumber1', type: 'password' }, 'cardNumber'],
      [{ name: 'ccnumber2', type: 'password' }, 'cardNumber'],
      [{ name: 'ccexpmonth', tag: 'select' }, 'expirationMonth'],
    );
  });

  it('knows a bare number and a bare name among its fields', () => {
    expectForm(
      [{ name: 'number' }, 'cardNumber'],
      [{ name: 'name' }, 'cardName'],
      [{ name: 'expiry_month' }, 'expirationMonth'],
      [{ name: 'expiry_year' }, 'expirationYear'],
      [{ name: 'verification_value' }, 'cardSecurityCode'],
    );
    expect(meaningOf({ name: 'number' })).toBeNull();
  });
});

describe('the kind of a field', () => {
  it('is a phone where nothing else is said, and nothing where something is', () => {
    expect(meaningOf({ name: 'f7', type: 'tel' })).toBe('phone');
    expect(meaningOf({ placeholder: 'Enter postal code', type: 'tel' })).toBe('postalCode');
    expect(meaningOf({ name: 'x', label: 'Locker combination', type: 'tel' })).toBeNull();
    expectForm([{ name: 'cc', label: 'Card number' }, 'cardNumber'], [{ placeholder: 'C V V', type: 'tel' }, 'cardSecurityCode']);
  });

  it.each<[string, Meaning]>([
    ['(___) ___-____', 'phone'],
    ['XXX-XXX-XXXX', 'phone'],
    ['0000 0000 0000 0000', 'cardNumber'],
  ])('is told by an answer that is shown: %s', (placeholder, meaning) => {
    if (meaning === 'phone') expect(meaningOf({ placeholder, type: 'tel' })).toBe(meaning);
    else expectForm([{ placeholder, type: 'tel' }, meaning], [{ name: 'cvc' }, 'cardSecurityCode']);
  });
});

describe('log-ins', () => {
  it.each(['Email or Traveller Plus number', 'E-mail ou numéro de fidélité', 'CPF ou e-mail'])('%s', (label) => {
    expectForm([{ name: 'x', label }, 'username'], [password, 'password']);
  });

  it('knows a log-in by its button’s word on a field, also where its letters carry signs', () => {
    expectForm([{ name: 'e', label: 'E-mail, чтобы войти', type: 'email' }, 'username']);
  });

  it('takes the number of a citizen alone for what people log in with', () => {
    expect(meaningOf({ name: 'personnr', label: 'Personnummer' })).toBe('username');
  });

  it('takes a single address that is called a user name for one', () => {
    expect(meaningOf({ id: 'username', label: 'Email address', type: 'email' })).toBe('username');
    expect(meaningOf({ id: 'newsletter', label: 'Email address', type: 'email' })).toBe('email');
  });

  it('takes an address that is asked for twice for one to write to', () => {
    expectForm(
      [{ name: 'new_email', label: 'New email address' }, 'email'],
      [{ name: 'new_email_2', label: 'Confirm new email address' }, 'email'],
      [{ ...password, label: 'Your current password' }, 'password'],
    );
  });

  it('takes the number of a member for no log-in where a card is asked for', () => {
    expectForm([{ name: 'cardNumber' }, 'cardNumber'], [{ name: 'TxtMembershipId', type: 'tel' }, null]);
  });

  it('takes an address that programmers call a login for an address where people sign up', () => {
    expectForm(
      [{ name: 'LoginName', label: 'Email address' }, 'email'],
      [{ name: 'LoginName1', label: 'Confirm email address' }, 'email'],
      [password, 'password'],
      [{ name: 'pw2', type: 'password' }, 'password'],
    );
  });
});

describe('names and addresses', () => {
  it('takes a second name for the last where no other last name is asked for', () => {
    expectForm([{ name: 'firstname' }, 'firstName'], [{ name: 'secondname' }, 'lastName']);
    expectForm([{ name: 'firstname' }, 'firstName'], [{ name: 'secondname' }, 'middleName'], [{ name: 'lastname' }, 'lastName']);
  });

  it.each<[string, Meaning]>([
    ['fName', 'firstName'],
    ['lName', 'lastName'],
    ['first_line', 'street'],
    ['second_line', 'street2'],
    ['mb_hp', 'phone'],
  ])('reads %s', (name, meaning) => {
    expect(meaningOf(name === 'mb_hp' ? { name, label: '연락처' } : { name, type: 'text' })).toBe(meaning);
  });

  it('takes the place of a birth for none, and a bank account for no card', () => {
    expect(meaningOf({ name: 'luogo_nascita', type: 'text' })).toBeNull();
    expect(meaningOf({ name: 'iban', label: 'IBAN' })).toBeNull();
  });

  it.each(['Locker combination', 'Real estate agent', 'Favourite destination'])('finds no place in a %s', (label) => {
    expect(meaningOf({ label, type: 'text' })).toBeNull();
  });

  it('takes a day that is picked for no end of a card, and a birth in any order of words for one', () => {
    expect(meaningOf({ name: 'expiryDate', label: 'Expiry date', type: 'date' })).not.toBe('expiration');
    expect(meaningOf({ name: 'date_birth', type: 'date' })).toBe('birthday');
    expect(meaningOf({ label: 'Fecha nacimiento', type: 'text' })).toBe('birthday');
  });

  it('takes a date without a word for that of a birth where somebody signs up', () => {
    const date = { placeholder: 'dd/mm/yyyy', type: 'date' };
    expectForm([{ name: 'fname' }, 'firstName'], [date, 'birthday'], [password, 'password']);
    expectForm([{ name: 'fname' }, 'firstName'], [date, 'date']);
  });

  it('takes a number after the street for no second line', () => {
    expectForm([{ name: 'strasse', placeholder: 'Straße' }, 'street'], [{ name: 'strasse_nr', placeholder: 'Nr.' }, null]);
  });

  it('takes a field that names something else for no second line', () => {
    const [, second] = suggestMeanings([
      { name: 'Customer.Street', label: 'Straße' },
      { name: 'Customer.StreetNo', label: 'Hausnummer' },
    ]);
    expect(second?.meaning).not.toBe('street2');
  });
});
