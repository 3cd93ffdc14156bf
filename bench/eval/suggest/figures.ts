import { dataType, type FieldDescription, nameFields } from '@handoff/shared/mapping/suggest';
import type { LabelledField } from './rows.ts';

/** A count of how many of how many. */
export interface Share {
  hits: number;
  of: number;
}

export interface Figures {
  /** Labelled fields whose meaning was suggested rightly. */
  top1: Share;
  /** Suggestions that are right. */
  precision: Share;
  /** Fields that are not contact fields for which a contact meaning was suggested. */
  falseShare: Share;
  /** Fields labelled `unknown` for which anything was suggested that such labels have a word for. */
  falseOnUnknown: Share;
  /** Of contact fields only. */
  contactTop1: Share;
  contactPrecision: Share;
}

const CONTACT = /^(emailAddress|firstName|lastName|middleName|fullName|phone|address\w+|birthday\w*)$/;
/** Both name an account: the labels call a log-in's e-mail address `username`, a sign-up's `emailAddress`, many `username OR emailAddress`. */
const ACCOUNT = /^(username|emailAddress)$/;

/**
 * Whether an answer is what the label says. `password.new` is a `password`. Unless `strict`, `username` and `emailAddress`
 * are one answer for a field that itself asks for an e-mail address.
 */
export function agrees({ type: label, field }: LabelledField, said: string, strict: boolean): boolean {
  const allowed = label.split(' OR ').map((one) => one.split('.')[0] ?? one);
  if (allowed.includes(said)) return true;
  return !strict && asksForEmail(field) && ACCOUNT.test(said) && allowed.some((one) => ACCOUNT.test(one));
}

function asksForEmail({ type, name, id, label, placeholder, aria, autocomplete }: FieldDescription): boolean {
  return [type, name, id, label, placeholder, aria, autocomplete].some((text) => /e-?mail/i.test(text ?? ''));
}

export function figuresOf(rows: readonly LabelledField[], strict: boolean): Figures {
  const answers = nameFields(
    rows.map(({ field }) => field),
    [],
  ).map(({ meaning }) => dataType(meaning));
  const judged = rows.map((row, index) => {
    const said = answers[index] ?? 'unknown';
    return { type: row.type, said, isRight: agrees(row, said, strict), isContact: isContact(row.type) };
  });
  const share = (among: typeof judged, test: (one: (typeof judged)[number]) => boolean): Share => ({
    hits: among.filter(test).length,
    of: among.length,
  });
  const isRight = ({ isRight: right }: (typeof judged)[number]) => right;
  const others = judged.filter((one) => !one.isContact);
  return {
    top1: share(
      judged.filter(({ type }) => type !== 'unknown'),
      isRight,
    ),
    precision: share(
      judged.filter(({ said }) => said !== 'unknown'),
      isRight,
    ),
    falseShare: share(others, ({ said, isRight: right }) => CONTACT.test(said) && !right),
    falseOnUnknown: share(
      judged.filter(({ type }) => type === 'unknown'),
      ({ said }) => said !== 'unknown',
    ),
    contactTop1: share(
      judged.filter((one) => one.isContact),
      isRight,
    ),
    contactPrecision: share(
      judged.filter(({ said }) => CONTACT.test(said)),
      isRight,
    ),
  };
}

function isContact(label: string): boolean {
  return label.split(' OR ').some((one) => CONTACT.test(one));
}
