import { isMappable, MEANINGS, type Meaning } from '../meanings.ts';
import type { Claim, Evidence } from './evidence.ts';

/** What a kind of input speaks for. Form plugins' own names of field types are among them. */
const FOR: Readonly<Record<string, readonly [Claim, number][]>> = {
  email: [['email', 4]],
  tel: [['phone', 1.7]],
  phone: [['phone', 4]],
  url: [['url', 4]],
  website: [['url', 4]],
  password: [['password', 5]],
  date: [
    ['date', 2.2],
    ['birthday', 1.2],
  ],
  'datetime-local': [['date', 3]],
  textarea: [['message', 2.6]],
  name: [['fullName', 3]],
  consent: [['consent', 4]],
  gdpr: [['consent', 4]],
  acceptance: [['consent', 4]],
  'gdpr-checkbox': [['consent', 4]],
  captcha: [['captcha', 5]],
  search: [['search', 2.5]],
  hidden: [['hidden', 5]],
  submit: [['choice', 8]],
  button: [['choice', 8]],
  file: [['code', 8]],
};

/** Meanings that are typed in, never ticked or chosen. */
const TYPED: readonly Meaning[] = [
  'email',
  'fullName',
  'firstName',
  'middleName',
  'lastName',
  'phone',
  'street2',
  'postalCode',
  'company',
  'message',
  'subject',
  'url',
  'username',
  'cardNumber',
  'cardName',
  'cardSecurityCode',
  'birthday',
];
const TICKED: ReadonlySet<string> = new Set(['checkbox', 'radio', 'checkboxes', 'multi-checkbox']);

/** What the kind of the field speaks for and against. */
export function fromInputType(tag: string, type: string): Evidence[] {
  const kind = tag === 'textarea' ? 'textarea' : type;
  const given = Object.hasOwn(FOR, kind) ? (FOR[kind] ?? []) : [];
  const evidence = given.map(([of, weight]): Evidence => ({ of, where: 'type', seen: kind, weight }));
  const against = (meanings: readonly Meaning[], weight: number) =>
    meanings.map((of): Evidence => ({ of, where: 'type', seen: kind === '' ? tag : kind, weight: -weight }));
  if (TICKED.has(kind))
    return [
      ...evidence,
      { of: 'consent', where: 'type', seen: kind, weight: 0.6 },
      ...against([...TYPED, 'street', 'city', 'province', 'country', 'password'], 5),
    ];
  if (tag === 'select' || kind === 'select' || kind === 'dropdown')
    return [...evidence, ...against(TYPED, 2), ...against(['password'], 4), ...against(['cardNumber', 'phone'], 2)];
  if (kind === 'textarea')
    return [
      ...evidence,
      ...against(
        MEANINGS.filter((of) => of !== 'message' && of !== 'street'),
        2,
      ),
    ];
  if (kind === 'password')
    return [
      ...evidence,
      ...against(
        MEANINGS.filter((of) => isMappable(of)),
        4,
      ),
    ];
  // No card ends on a day.
  if (kind === 'date') return [...evidence, ...against(['expiration', 'expirationMonth', 'expirationYear'], 4)];
  if (kind === 'email')
    return [
      ...evidence,
      ...against(
        MEANINGS.filter((of) => of !== 'email' && of !== 'username'),
        2,
      ),
    ];
  return evidence;
}
