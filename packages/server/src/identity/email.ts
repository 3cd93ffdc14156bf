import { domainToASCII } from 'node:url';
import { foldText } from './fold.ts';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?=[a-z])${LABEL}$`);
/** What nearly every address looks like: already normal once lower-cased. */
const PLAIN = new RegExp(`^[a-z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@(?:${LABEL}\\.)+(?=[a-z])${LABEL}$`);
/** Letters of any script and the signs HTML allows before the @; no spaces, quotes, brackets or control characters. */
const LOCAL_PART = /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}$/u;
/** Refuses what the URL parser behind `domainToASCII` would decode or cut off: percent signs, slashes, ports. */
const DOMAIN_AS_TYPED = /^[\p{L}\p{M}\p{N}.\u3002-]+$/u;
const MAX_EMAIL_LENGTH = 254;

/** A domain in lower-case ASCII (`müller.de` becomes `xn--mller-kva.de`), or undefined where it cannot be one. */
export function normaliseDomain(typed: string): string | undefined {
  const folded = foldText(typed);
  if (!DOMAIN_AS_TYPED.test(folded)) return undefined;
  const ascii = domainToASCII(folded).replace(/\.$/, '');
  return ascii.length <= 253 && DOMAIN.test(ascii) ? ascii : undefined;
}

/**
 * An address in the one spelling we compare by, or undefined where it is no e-mail address.
 * For keys only: what is sent to a destination is the address as it was typed.
 */
export function normaliseEmail(typed: string): string | undefined {
  if (typed.length > MAX_EMAIL_LENGTH * 2) return undefined;
  const lower = typed.trim().toLowerCase();
  if (lower.length <= MAX_EMAIL_LENGTH && PLAIN.test(lower) && !lower.includes('xn--')) return lower;
  const folded = foldText(typed);
  const at = folded.lastIndexOf('@');
  if (at < 1) return undefined;
  const local = folded.slice(0, at);
  const domain = normaliseDomain(folded.slice(at + 1));
  if (domain === undefined || !LOCAL_PART.test(local)) return undefined;
  const email = `${local}@${domain}`;
  return email.length <= MAX_EMAIL_LENGTH ? email : undefined;
}

/** The part behind the @ of a normalised address. */
export function emailDomain(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

const IGNORES_DOTS_AND_PLUS: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);
const IGNORES_PLUS: ReadonlySet<string> = new Set([
  'outlook.com',
  'outlook.de',
  'outlook.fr',
  'outlook.es',
  'outlook.it',
  'outlook.pt',
  'hotmail.com',
  'hotmail.co.uk',
  'hotmail.de',
  'hotmail.fr',
  'hotmail.es',
  'hotmail.it',
  'live.com',
  'live.co.uk',
  'live.de',
  'live.fr',
  'live.it',
  'live.nl',
  'msn.com',
  'fastmail.com',
  'fastmail.fm',
  'icloud.com',
  'me.com',
  'mac.com',
  'proton.me',
  'protonmail.com',
  'protonmail.ch',
  'pm.me',
]);

/**
 * The mailbox a normalised address reaches, where its provider is known to fold addresses
 * (dots and plus at Gmail, plus at some others); undefined for every other provider. A match key, never an address to write to.
 */
export function canonicalEmail(email: string): string | undefined {
  const domain = emailDomain(email);
  const dotsToo = IGNORES_DOTS_AND_PLUS.has(domain);
  if (!dotsToo && !IGNORES_PLUS.has(domain)) return undefined;
  const untagged = withoutTag(email.slice(0, email.lastIndexOf('@')));
  return dotsToo ? `${untagged.replaceAll('.', '') || untagged}@gmail.com` : `${untagged}@${domain}`;
}

function withoutTag(local: string): string {
  const plus = local.indexOf('+');
  return plus > 0 ? local.slice(0, plus) : local;
}

const ROLES: ReadonlySet<string> = new Set([
  'abuse',
  'accounting',
  'accounts',
  'admin',
  'administration',
  'administrator',
  'billing',
  'booking',
  'bookings',
  'careers',
  'contact',
  'customerservice',
  'enquiries',
  'enquiry',
  'finance',
  'hello',
  'help',
  'helpdesk',
  'hostmaster',
  'hr',
  'info',
  'inquiries',
  'invoices',
  'jobs',
  'legal',
  'mail',
  'marketing',
  'news',
  'newsletter',
  'noreply',
  'office',
  'orders',
  'postmaster',
  'press',
  'privacy',
  'purchasing',
  'reception',
  'reservations',
  'sales',
  'security',
  'service',
  'shop',
  'store',
  'support',
  'team',
  'webmaster',
  'bestellung',
  'buchhaltung',
  'buero',
  'büro',
  'einkauf',
  'empfang',
  'kontakt',
  'kundenservice',
  'rechnung',
  'verkauf',
  'vertrieb',
  'achats',
  'bonjour',
  'commercial',
  'compta',
  'comptabilite',
  'direction',
  'facturation',
  'ventes',
  'administracion',
  'comercial',
  'compras',
  'contacto',
  'facturacion',
  'hola',
  'pedidos',
  'reservas',
  'ventas',
  'amministrazione',
  'commerciale',
  'contatti',
  'ordini',
  'segreteria',
  'ufficio',
  'vendite',
  'contato',
  'faturamento',
  'financeiro',
  'vendas',
  'buh',
  'ofis',
  'zakaz',
]);

/** Whether a normalised address belongs to a desk (`info@`, `sales@`) and so names a company rather than a person. */
export function isRoleMailbox(email: string): boolean {
  const local = withoutTag(email.slice(0, email.lastIndexOf('@')));
  return ROLES.has(local.replace(/[._-]/g, ''));
}
