import { emailDomain } from '../email.ts';
import { editDistance } from './distance.ts';

/** Where anybody may have a mailbox, so that the domain says nothing of an employer. */
const PROVIDERS: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.pt hotmail.com hotmail.co.uk hotmail.de hotmail.fr
hotmail.es hotmail.it live.com live.co.uk live.de live.fr live.it live.nl msn.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.com.br
yahoo.co.in ymail.com rocketmail.com aol.com aol.de icloud.com me.com mac.com proton.me protonmail.com protonmail.ch pm.me gmx.de gmx.net gmx.at gmx.ch
gmx.com web.de t-online.de freenet.de arcor.de posteo.de mailbox.org orange.fr wanadoo.fr free.fr sfr.fr laposte.net bbox.fr libero.it virgilio.it
tiscali.it alice.it tin.it btinternet.com sky.com virginmedia.com ntlworld.com talktalk.net bigpond.com optusnet.com.au comcast.net verizon.net att.net
sbcglobal.net cox.net charter.net mail.ru bk.ru inbox.ru list.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua seznam.cz centrum.cz wp.pl o2.pl onet.pl
interia.pl telefonica.net terra.com.br uol.com.br bol.com.br sapo.pt mail.com email.com email.de fastmail.com fastmail.fm zoho.com hey.com tutanota.com
tuta.io qq.com 163.com 126.com sina.com naver.com hanmail.net daum.net rediffmail.com bluewin.ch telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl
home.nl abv.bg yahoo.ro`.split(/\s+/),
);

/** Whether mailboxes at this domain are anybody's. */
export function isPublicMail(domain: string): boolean {
  return PROVIDERS.has(domain);
}

/** Providers that people mistype, which are those that many have. */
const MISTYPED = [
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'outlook.com',
  'yahoo.com',
  'icloud.com',
  'gmx.de',
  'web.de',
  'proton.me',
  'orange.fr',
  'aol.com',
];
const corrections = new Map<string, string | undefined>();
const MOST_CORRECTIONS = 10_000;

/**
 * The provider that a domain probably was meant to be (`gmial.com`, `gmail.con`), or undefined. A guess: such a domain
 * may well belong to somebody else, so it is weak evidence.
 */
export function meantDomain(domain: string): string | undefined {
  if (PROVIDERS.has(domain)) return undefined;
  if (!corrections.has(domain)) {
    if (corrections.size >= MOST_CORRECTIONS) corrections.clear();
    corrections.set(domain, guess(domain));
  }
  return corrections.get(domain);
}

function guess(domain: string): string | undefined {
  return MISTYPED.find((provider) => provider.length >= 8 && editDistance(domain, provider, 1) === 1);
}

/** The part before the @ without dots, signs and tag: what stays the same when one person signs up at several providers. */
export function localSkeleton(email: string): string {
  const local = email.slice(0, email.lastIndexOf('@')).split('+', 1)[0] ?? '';
  return local.replace(/[^\p{L}\p{N}]/gu, '');
}

/** The first label of a domain that is an organisation's own: `acme` of `shop.acme.co.uk`. */
export function organisationOfDomain(email: string): string | undefined {
  const domain = emailDomain(email);
  if (isPublicMail(domain) || meantDomain(domain) !== undefined) return undefined;
  const labels = domain.split('.');
  const last = labels.length - 1;
  const secondLevel = /^(?:co|com|org|net|gov|ac|edu)$/.test(labels[last - 1] ?? '') && last >= 2;
  return labels[last - (secondLevel ? 2 : 1)];
}
