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

const FURTHER_ROLES = `accountspayable accountsreceivable all clientservices community complaints customercare customers customersupport delivery
dispatch donotreply editor education email enquire events everyone export feedback general guest headoffice helpline hotel it itsupport logistics mailbox
mailerdaemon management manager media membership operations order partners payments payroll post pr procurement production quotes recruitment rental
reservation returns root salesteam schedule secretary shipping staff studio suppliers techsupport tickets tours training welcome wholesale workshop
allgemein anfrage anfragen anmeldung auskunft beratung bestellungen bewerbung gemeinde geschaeftsfuehrung hallo hotline kanzlei kasse kundendienst lager
leitung mitglieder personal post praxis presse redaktion rechnungen reservierung sekretariat shop technik termine verein versand verwaltung werkstatt zentrale
accueil administratif agence bureau cabinet client clients clientele commande commandes contactez devis gestion livraison magasin mairie reception
recrutement renseignements rh sav secretariat service serviceclient
administrador atencion atencionalcliente ayuda citas clientes compra consultas contabilidad correo facturas gerencia informacion oficina pagos pedido
presupuestos prensa proveedores recepcion recursoshumanos rrhh secretaria soporte taller tienda
acquisti assistenza clienti contabilita fatturazione info informazioni magazzino negozio ordine posta prenotazioni preventivi redazione risorseumane
servizioclienti stampa supporto
ajuda atendimento comercio compras contabilidade encomendas escritorio fale faleconosco informacoes loja orcamento orcamentos reservas sac suporte
administratie bestellen bestellingen boekhouding facturen inkoop klantenservice receptie verkoop vragen winkel
biuro dzialhandlowy faktury handlowy ksiegowosc obsluga sekretariat serwis sklep sprzedaz zamowienia
bokning ekonomi faktura kundservice kundtjeneste order ordre post salg faktura firmapost myynti asiakaspalvelu toimisto laskutus
objednavky obchod podpora prodej predaj ucetni uctarna ertekesites iroda penzugy rendeles szamlazas ugyfelszolgalat
birou comenzi contabilitate facturare office vanzari relatii bilgi destek iletisim muhasebe satis siparis
buhgalteria dostavka klient klienty mail magazin menedzher otdelprodazh pochta podderzhka prodazhi sekretar servis snab spravka support zakazy zayavka
инфо контакт контакты офис продажи бухгалтерия заказ заказы поддержка почта`;

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
  ...FURTHER_ROLES.split(/\s+/),
]);

/** Desks that have one in each town or country: `info-berlin@`, `office.vienna@`. */
const DESKS_WITH_BRANCHES: ReadonlySet<string> = new Set(['info', 'support', 'office', 'contact', 'kontakt']);

/** Whether a normalised address belongs to a desk (`info@`, `sales@`) and so names a company rather than a person. */
export function isRoleMailbox(email: string): boolean {
  const local = withoutTag(email.slice(0, email.lastIndexOf('@'))).replace(/\d+$/, '');
  if (ROLES.has(local.replace(/[._-]/g, ''))) return true;
  const [desk, branch] = local.split(/[._-]/);
  return branch !== undefined && DESKS_WITH_BRANCHES.has(desk as string);
}
