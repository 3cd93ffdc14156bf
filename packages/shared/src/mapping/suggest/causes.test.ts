import { describe, expect, it } from 'vitest';
import type { FieldDescription } from './field.ts';
import type { Meaning } from './meanings.ts';
import { suggestMeanings } from './suggest.ts';

type Case = [field: FieldDescription, meaning: Meaning | null];

/** What single fields and small forms of every kind have in common; each form is made up. */
function expectForm(cases: readonly Case[]): void {
  const got = suggestMeanings(cases.map(([field]) => field));
  const named = (meaning: Meaning | null | undefined, index: number) => [cases[index]?.[0].label ?? cases[index]?.[0].name, meaning];
  expect(got.map(({ meaning }, index) => named(meaning, index))).toEqual(cases.map(([, meaning], index) => named(meaning, index)));
}

describe('dates in parts', () => {
  it('tells the parts of a date of birth by their names where one label stands for all', () => {
    const label = 'Date of birth';
    expectForm([
      [{ name: 'bday_mm', label, tag: 'select' }, 'birthdayMonth'],
      [{ name: 'bday_dd', label, type: 'text' }, 'birthdayDay'],
      [{ name: 'bday_yyyy', label, type: 'text' }, 'birthdayYear'],
    ]);
  });

  it('takes the part that is left for the one that is not named', () => {
    expectForm([
      [{ name: 'birth1', label: 'Date of birth, day', tag: 'select' }, 'birthdayDay'],
      [{ name: 'birth2', label: 'Date of birth, month', tag: 'select' }, 'birthdayMonth'],
      [{ name: 'birth3', label: 'Date of birth', type: 'text' }, 'birthdayYear'],
    ]);
  });

  it('suggests no card and no birthday for the day of a booking, and no birthday of a child', () => {
    expectForm([
      [{ name: 'trip.day', label: 'Day' }, 'date'],
      [{ name: 'trip.month', label: 'Month' }, 'date'],
      [{ name: 'trip.year', label: 'Year' }, 'date'],
    ]);
    const label = "Child's birthday";
    const got = suggestMeanings(['day', 'month', 'year'].map((part) => ({ name: `kids[0].${part}`, placeholder: label, tag: 'select' })));
    expect(got.map(({ meaning }) => meaning).filter((meaning) => meaning?.startsWith('birthday') === true)).toEqual([]);
  });

  it('splits the expiry of a card by words in any place', () => {
    expectForm([
      [{ label: 'Kartennummer' }, 'cardNumber'],
      [{ label: 'Gültig bis Monat' }, 'expirationMonth'],
      [{ label: 'Gültig bis Jahr' }, 'expirationYear'],
    ]);
    expectForm([
      [{ name: 'cc-num' }, 'cardNumber'],
      [{ name: 'exp', placeholder: 'MM / YY' }, 'expiration'],
      [{ name: 'cvc' }, 'cardSecurityCode'],
    ]);
  });
});

describe('payment', () => {
  it('knows what is asked for beside a card', () => {
    expectForm([
      [{ name: 'cc_type', label: 'Credit card', tag: 'select' }, null],
      [{ name: 'cc_number', label: 'Credit card number' }, 'cardNumber'],
      [{ name: 'billingName', label: 'Name', placeholder: 'Full name on card', autocomplete: 'ccname' }, 'cardName'],
      [{ name: 'check', label: 'Verification code' }, 'cardSecurityCode'],
    ]);
  });

  it('takes nothing for the end of a card that no card has', () => {
    expectForm([[{ name: 'passportExpiry', label: 'Passport expiry date' }, null]]);
    expectForm([
      [{ name: 'model', label: 'Model', tag: 'select' }, null],
      [{ name: 'year', label: 'Year', tag: 'select' }, null],
      [{ name: 'email', label: 'E-mail', type: 'email' }, 'email'],
    ]);
  });
});

describe('accounts', () => {
  it.each(['E-Mail oder Telefonnummer', 'E-mail ou téléphone', 'Correo electrónico o teléfono', 'Телефон или e-mail'])('%s', (label) => {
    expectForm([
      [{ name: 'x', label }, 'username'],
      [{ name: 'y', type: 'password' }, 'password'],
    ]);
  });

  it('takes the number of a tax payer for what they log in with, and for itself elsewhere', () => {
    expectForm([
      [{ name: 'cpf', label: 'CPF' }, 'username'],
      [{ name: 'senha', label: 'Senha', type: 'password' }, 'password'],
    ]);
    expectForm([
      [{ name: 'nome', label: 'Nome completo' }, 'fullName'],
      [{ name: 'cpf', label: 'CPF' }, 'taxId'],
    ]);
  });

  it('does not take what else is asked for before a password for a name', () => {
    expectForm([
      [{ name: 'email', label: 'E-mail', type: 'email' }, 'email'],
      [{ name: 'x9', label: 'Shoe size', type: 'text' }, null],
      [{ name: 'password', label: 'New password', type: 'password' }, 'password'],
    ]);
  });

  it('takes a customer number for a user name only where somebody logs in', () => {
    const number = { name: 'customer_number', label: 'Customer number' };
    expectForm([
      [number, 'username'],
      [{ name: 'pw', type: 'password' }, 'password'],
    ]);
    expectForm([
      [{ name: 'first_name', label: 'First name' }, 'firstName'],
      [number, null],
    ]);
  });
});

describe('people and things', () => {
  it.each(["Father's name", "Your pet's name", 'Project name', 'House name', 'Preferred name'])('%s is nobody’s name', (label) => {
    expect(suggestMeanings([{ label, type: 'text' }])[0]?.meaning).toBeNull();
  });

  it.each<[string, Meaning]>([
    ['Student name', 'fullName'],
    ['Passenger name', 'fullName'],
    ['Enter your name', 'fullName'],
  ])('%s is', (label, meaning) => {
    expect(suggestMeanings([{ label, type: 'text' }])[0]?.meaning).toBe(meaning);
  });

  it.each(['MAC address', 'Wallet address', 'Address label', 'Email frequency'])('%s is nobody’s address', (label) => {
    expect(suggestMeanings([{ label, type: 'text' }])[0]?.meaning).toBeNull();
  });

  it('leaves the kind of a phone and the suffix of a name alone', () => {
    expectForm([
      [{ name: 'phoneDeviceType', label: 'Phone device type', tag: 'select' }, null],
      [{ name: 'suffix', label: 'Suffix' }, null],
    ]);
  });

  it('reads tokens of autocomplete that HTML does not have', () => {
    expect(suggestMeanings([{ name: 'f1', autocomplete: 'section-a shipping zip' }])[0]?.meaning).toBe('postalCode');
    expect(suggestMeanings([{ name: 'f1', autocomplete: 'off' }])[0]?.meaning).toBeNull();
  });
});

describe('forms of more languages', () => {
  it.each<[string, Case[]]>([
    [
      'ja',
      [
        [{ placeholder: '氏名（姓）' }, 'lastName'],
        [{ placeholder: '氏名（名）' }, 'firstName'],
        [{ placeholder: 'フリガナ' }, null],
        [{ label: '郵便番号' }, 'postalCode'],
        [{ label: '都道府県' }, 'province'],
        [{ label: 'お電話番号' }, 'phone'],
      ],
    ],
    [
      'zh',
      [
        [{ label: '姓名' }, 'fullName'],
        [{ label: '省' }, 'province'],
        [{ label: '市' }, 'city'],
        [{ label: '地址' }, 'street'],
        [{ label: '信用卡号码' }, 'cardNumber'],
      ],
    ],
    [
      'ko',
      [
        [{ label: '성명' }, 'fullName'],
        [{ label: '우편번호' }, 'postalCode'],
        [{ label: '주소' }, 'street'],
        [{ label: '휴대폰번호' }, 'phone'],
      ],
    ],
    [
      'tr',
      [
        [{ label: 'Adınız' }, 'firstName'],
        [{ label: 'Soyadınız' }, 'lastName'],
        [{ label: 'Cep telefonu' }, 'phone'],
      ],
    ],
    [
      'id',
      [
        [{ label: 'Nama lengkap' }, 'fullName'],
        [{ label: 'Alamat' }, 'street'],
        [{ label: 'Kode pos' }, 'postalCode'],
      ],
    ],
  ])('%s', (_, cases) => {
    expectForm(cases);
  });
});

describe('a name beside names', () => {
  it('is somebody’s whole name where both halves of another stand together', () => {
    expectForm([
      [{ label: 'Vorname', name: 'input_1' }, 'firstName'],
      [{ label: 'Nachname', name: 'input_2' }, 'lastName'],
      [{ label: 'Firma', name: 'input_3' }, 'company'],
      [{ label: 'Ansprechpartner', name: 'input_4' }, 'fullName'],
    ]);
    expectForm([
      [{ label: 'Nominativo', name: 'input_4' }, 'fullName'],
      [{ label: 'Azienda', name: 'input_3' }, 'company'],
      [{ label: 'Cognome', name: 'input_2' }, 'lastName'],
      [{ label: 'Nome', name: 'input_1' }, 'firstName'],
    ]);
  });

  it('is what the place in the event says', () => {
    const paths = ['email', 'firstName', 'lastName', 'phone', 'name'].map((member) => ({ key: `/subject/${member}` }));
    expect(suggestMeanings(paths).map(({ meaning }) => meaning)).toEqual(['email', 'firstName', 'lastName', 'phone', 'fullName']);
  });
});

describe('what looks like a part of somebody’s data and is none', () => {
  it('leaves alone what takes several parts at once, unless two fields share its label', () => {
    expectForm([
      [{ label: 'City, State, ZIP', name: 'loc_line' }, null],
      [{ label: 'PLZ und Ort', name: 'f7' }, null],
      [{ label: 'Town & postcode', name: 'tp' }, null],
      [{ label: 'City / Town', name: 'c' }, 'city'],
    ]);
  });

  it('takes no fax for a phone, no house number for a street, no SIM for a payment card', () => {
    expectForm([
      [{ label: 'Fax', name: 'kontakt[fax]' }, null],
      [{ label: 'Telefax', name: 'x1' }, null],
      [{ label: 'House number', name: 'houseNumber' }, null],
      [{ label: 'House name/no.', name: 'h' }, null],
      [{ label: 'Tipo de vía', name: 'tv', tag: 'select' }, null],
      [{ label: 'SIM card number', name: 'sim' }, null],
      [{ label: '-', name: 'txtZip4' }, null],
    ]);
  });

  it('takes no name of an address for somebody’s, no airport for their town, no tag of a bag for a day', () => {
    expectForm([
      [{ label: 'Alias', name: 'alias', type: 'text' }, null],
      [{ label: 'Address', name: 'address1' }, 'street'],
      [{ label: 'City', name: 'city' }, 'city'],
    ]);
    expectForm([
      [{ label: 'To: city or airport', name: 'to' }, null],
      [{ label: 'Bag tag number', name: 'bag.tag' }, null],
    ]);
  });

  it('knows what is dialled first, a hidden number of a citizen, and a puzzle named like the log-in it guards', () => {
    expectForm([
      [{ label: 'Country code', placeholder: '+', type: 'text' }, null],
      [{ label: 'Phone', type: 'tel' }, 'phone'],
      [{ label: 'Last four digits of SSN', name: 'ssn4', type: 'password' }, 'taxId'],
      [{ label: 'Type the letters you see', name: 'captcha[login_user]' }, null],
    ]);
  });
});

describe('what is called in two ways', () => {
  it('is that where both mean the same', () => {
    expectForm([
      [{ label: 'Vorname / Prénom', name: 'n1' }, 'firstName'],
      [{ label: 'Name / Nom', name: 'n2' }, 'lastName'],
      [{ label: 'Ort / Lieu', name: 'n3' }, 'city'],
    ]);
  });

  it('is told by itself, not by the word that the names of all fields of its form have', () => {
    const name = (last: string) => `form[enquiry-7][${last}]`;
    expectForm([
      [{ label: 'Ansprechpartner/in', name: name('text-1') }, 'fullName'],
      [{ label: 'Tel.', name: name('text-2') }, 'phone'],
      [{ label: 'Mél.', name: name('text-3') }, 'email'],
      [{ label: 'Ihre Nachricht', name: name('text-4'), tag: 'textarea' }, 'message'],
    ]);
  });

  it('is what the browser is told, also where a password follows', () => {
    expectForm([
      [{ label: 'What should we call you?', autocomplete: 'name', type: 'text' }, 'fullName'],
      [{ label: 'Password', type: 'password' }, 'password'],
    ]);
  });
});
