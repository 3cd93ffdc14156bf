import { compilePointer, formatPointer } from '../../mapping/pointer.ts';
import { parseTemplate } from '../../mapping/rules/text.ts';
import { conditionPaths } from '../../mapping/condition.ts';
import type { Rule } from '../../mapping/spec.ts';
import { fill, type Translate } from '../translate.ts';
import { innerRules, partsOf } from './rule-parts.ts';

/** Names that people gave to places of the event, by pointer: the labels of a form's fields. */
export type PathNames = Readonly<Record<string, string>>;

/** The name of a place in the event for people: what the form calls it, else what is known of it, else its last part as words. */
export function pathLabel(pointer: string, names: PathNames, t: Translate): string {
  const given = names[pointer];
  if (given !== undefined && given !== '') return given;
  const segments = compilePointer(pointer) ?? [];
  const known = knownPaths(t)[pointer] ?? addressLabel(segments, t);
  if (known !== undefined) return known;
  if (segments[0] === 'steps' && segments.length === 3) {
    return segments[2] === 'id'
      ? fill(t('Record of the step “{step}”'), { step: segments[1] ?? '' })
      : fill(t('{name} of the step “{step}”'), { name: asWords(segments[2] ?? ''), step: segments[1] ?? '' });
  }
  const numbered = segments.findLast((segment) => /^\d+$/.test(segment));
  const last = asWords(segments.at(-1) ?? pointer);
  return numbered === undefined ? last : `${last} (${Number(numbered) + 1})`;
}

function asWords(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

function knownPaths(t: Translate): Record<string, string> {
  return {
    '/subject': t('The person'),
    '/subject/email': t('Person’s e-mail'),
    '/subject/phone': t('Person’s phone'),
    '/subject/name': t('Person’s full name'),
    '/subject/firstName': t('Person’s first name'),
    '/subject/lastName': t('Person’s last name'),
    '/subject/company': t('Person’s company'),
    '/subject/country': t('Person’s country'),
    '/data': t('All data'),
    '/data/fields': t('All answers'),
    '/data/form/id': t('Form’s number'),
    '/data/form/title': t('Form’s title'),
    '/data/form/plugin': t('Form plugin'),
    '/data/orderId': t('Order ID'),
    '/data/number': t('Order number'),
    '/data/status': t('Status'),
    '/data/total': t('Order total'),
    '/data/subtotal': t('Subtotal'),
    '/data/tax': t('Tax'),
    '/data/shipping': t('Shipping costs'),
    '/data/discount': t('Discount'),
    '/data/currency': t('Currency'),
    '/data/lines': t('Items'),
    '/data/discountCodes': t('Discount codes'),
    '/data/tags': t('Tags'),
    '/data/note': t('Customer’s note'),
    '/data/customerId': t('Customer ID'),
    '/data/ordersCount': t('Number of orders'),
    '/data/totalSpent': t('Spent so far'),
    '/data/adminUrl': t('Order’s address in the admin'),
    '/consent': t('All consent'),
    '/consent/0/channel': t('Consent: channel'),
    '/consent/0/state': t('Consent: state'),
    '/consent/0/at': t('Consent: time'),
    '/consent/0/wording': t('Consent: wording'),
    '/consent/0/evidence': t('Consent: evidence'),
    '/context/page': t('Page'),
    '/context/referrer': t('Came from'),
    '/context/utm': t('Campaign (UTM)'),
    '/context/utm/source': t('Campaign source'),
    '/context/utm/medium': t('Campaign medium'),
    '/context/utm/campaign': t('Campaign name'),
    '/context/locale': t('Visitor’s language'),
    '/context/ip': t('Visitor’s IP address'),
    '/context/userAgent': t('Visitor’s browser'),
    '/context/secondsToSubmit': t('Seconds to fill in'),
    '/type': t('What happened'),
    '/occurredAt': t('When it happened'),
    '/id': t('Event ID'),
  };
}

/** A part of one of an order's or a customer's addresses: "Billing address: city". */
function addressLabel([data, address = '', part = '', ...more]: readonly string[], t: Translate): string | undefined {
  const addresses: Record<string, string> = {
    billingAddress: t('Billing address'),
    shippingAddress: t('Shipping address'),
    address: t('Address'),
  };
  const parts: Record<string, string> = {
    name: t('name'),
    company: t('company'),
    line1: t('street'),
    line2: t('more'),
    city: t('city'),
    region: t('state or region'),
    postalCode: t('postal code'),
    country: t('country'),
    phone: t('phone'),
  };
  const whole = data === 'data' && more.length === 0 ? addresses[address] : undefined;
  if (whole === undefined || part === '') return whole;
  return parts[part] === undefined ? undefined : fill(t('{address}: {part}'), { address: whole, part: parts[part] });
}

/** Every place of the event a rule looks at, the rules inside it included, each once. */
export function rulePaths(rule: Rule): string[] {
  const parts = partsOf(rule);
  const { source } = parts;
  const own = () => {
    if (source.do === 'path') return [source.path];
    if (source.do === 'when') return conditionPaths(source.if);
    const template = source.do === 'template' ? parseTemplate(source.template) : undefined;
    return typeof template === 'object' ? template.paths : [];
  };
  return [...new Set([...own(), ...innerRules(parts).flatMap(rulePaths)])];
}

/** The step whose output a place holds: of `/steps/contact/id`, "contact". */
export function stepOfPath(pointer: string): string | undefined {
  const [first, key] = compilePointer(pointer) ?? [];
  return first === 'steps' ? key : undefined;
}

/** Where a form keeps the answer to one of its fields. */
export function answerPath(key: string): string {
  return formatPointer(['data', 'fields', key]);
}
