import type { Problem } from '@handoff/shared/event';
import { OTHERWISE } from './api.ts';

/** Microsoft refuses a contact with more business numbers. */
const MOST = 2;

/** What to write so that the number is added: the whole list, which takes the place of the one that is there. Nothing where there is no room. */
export function withPhone(phones: string[], added = ''): { businessPhones?: string[] } {
  if (added === '' || hasPhone(phones, added) || phones.length >= MOST) return {};
  return { businessPhones: [...phones, added] };
}

/** What to tell of a number that is not among those of the contact. */
export function phoneNote(phones: string[], wanted = ''): Problem[] {
  if (wanted === '' || hasPhone(phones, wanted)) return [];
  const full =
    'Outlook keeps two business numbers, and this contact has two others. This one was left out; enter it by hand if you need it.';
  return [{ path: '/businessPhone', message: phones.length >= MOST ? full : OTHERWISE }];
}

/** However it is set: +49 (30) 123-456 is +4930123456. */
function hasPhone(phones: string[], wanted: string): boolean {
  const bare = (phone: string) => phone.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  return phones.some((phone) => bare(phone) === bare(wanted));
}
