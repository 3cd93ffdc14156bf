import type { Problem } from '@handoff/shared/event';
import { asBoolean, same, type Sent } from './attribute-values.ts';
import { PHONES, type Attribute } from './attributes.ts';
import type { Contact } from './contact.ts';
import type { ContactBody } from './upsert-contact.ts';

/** What Brevo kept otherwise than it was sent, or left out. It answers a write with nothing, so the contact is read again. */
export function differencesFrom(body: ContactBody, kept: Contact, attributes: readonly Attribute[]): Problem[] {
  const differences: Problem[] = [];
  const add = (path: string, message: string) => differences.push({ path, message });
  if (typeof kept.email === 'string' && !same(kept.email, body.email))
    add('/email', `Brevo kept "${kept.email}" instead of "${body.email}".`);
  for (const [name, sent] of Object.entries(body.attributes ?? {})) {
    const attribute = attributes.find((one) => one.name === name);
    const before = canonical(sent, attribute, name);
    const after = canonical(kept.attributes[name], attribute, name);
    if (before === after) continue;
    const shown = words(sent);
    add(
      `/attributes/${name}`,
      after === ''
        ? `Brevo ignored "${name}": it did not keep "${shown}" (the attribute holds ${holds(attribute)}).`
        : `Brevo kept "${words(kept.attributes[name])}" in "${name}" instead of "${shown}".`,
    );
  }
  const on = new Set(kept.listIds ?? []);
  const missing = (body.listIds ?? []).filter((id) => !on.has(id));
  if (missing.length > 0) add('/lists', `Brevo did not put the person on list ${missing.join(', ')}.`);
  if (body.emailBlacklisted && !kept.emailBlacklisted)
    add('/consent', 'Brevo did not keep the opt-out from e-mail. Unsubscribe the person in Brevo.');
  if (body.smsBlacklisted && !kept.smsBlacklisted)
    add('/consent', 'Brevo did not keep the opt-out from SMS. Unsubscribe the person in Brevo.');
  return differences;
}

/** A value as one text, equal for every way Brevo writes the same value. */
function canonical(value: unknown, attribute: Attribute | undefined, name: string): string {
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) return value.map(String).toSorted().join(', ');
  const text = words(value).trim();
  if (PHONES.has(name)) return text.replaceAll(/\D/g, '').replace(/^00/, '');
  if (attribute?.category === 'category') {
    const option = attribute.enumeration?.find((one) => same(one.label, text) || (one.valueStr ?? String(one.value)) === text);
    return option?.label ?? text;
  }
  switch (attribute?.type) {
    case 'float':
      return String(Number(text));
    case 'date':
      return text.slice(0, 10);
    case 'boolean':
      return String(asBoolean(text) ?? text);
    default:
      return text;
  }
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(', ');
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value satisfies Sent) : '';
}

function holds(attribute: Attribute | undefined): string {
  if (attribute?.category === 'category') return 'one of its choices';
  switch (attribute?.type) {
    case 'float':
      return 'a number';
    case 'date':
      return 'a date';
    case 'boolean':
      return 'yes or no';
    case 'multiple-choice':
      return 'some of its choices';
    default:
      return 'text';
  }
}
