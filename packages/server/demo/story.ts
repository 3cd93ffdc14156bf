import type { ErrorCode } from '@handoff/shared/api';
import type { ShopPlay } from './shop-play.ts';

/** What becomes of an event that was kept: a verdict, or why it got none. */
export type Fate = 'accept' | 'review' | 'quarantine' | 'suppress' | 'duplicate' | 'parked' | 'revision';

interface Happening {
  title: string;
  answer: 'accepted' | 'repeat' | 'revision' | ErrorCode;
  /** Absent where the server took nothing, and for repeats, whose fate is that of the first. */
  fate?: Fate;
  /** Every record that must be at the stand-ins afterwards because of it: place, then key (see records.ts). */
  records?: readonly (readonly [place: Place, key: string])[];
  /** Where the delivery must end with its outcome not known. */
  uncertainAt?: Place;
}

/** One request the site makes, and what must come of it. */
export interface SiteSending extends Happening {
  from: 'bloom.example';
  /** `input/<name>.json` */
  input: string;
  /** How it is sent, where not simply signed and posted. `again`: the same signed bytes as the sending of that input. */
  how?: 'again' | 'old-signature' | 'forged';
}

/** One thing that happens in the shop, of which Shopify's webhooks tell the app, and what must come of it. */
export interface ShopSending extends Happening {
  from: 'steep-and-co';
  /** Lets it happen; answers the event that must come of it: type and id at Shopify. */
  act: (play: ShopPlay) => Promise<Announced> | Announced;
}

/** `order.created` of order 1. */
export interface Announced {
  type: string;
  id: number;
  email?: string | undefined;
}

export type Sending = SiteSending | ShopSending;

export type Place = 'HubSpot contact' | 'HubSpot deal' | 'Mailchimp member' | 'Slack message' | 'Books entry';

export interface Chapter {
  title: string;
  /** Told before it is sent. */
  opening: string;
  weather?: 'hubspot-outage' | 'slack-loses-answer' | 'shopify-loses-webhooks';
  sendings: readonly Sending[];
}

const contact = (email: string) => ['HubSpot contact', email] as const;
const deal = (name: string) => ['HubSpot deal', name] as const;
const member = (email: string) => ['Mailchimp member', email] as const;
const inSales = (name: string) => ['Slack message', `#sales Enquiry from ${name}`] as const;
const inOrders = (text: string) => ['Slack message', `#orders ${text}`] as const;
const inBooks = (type: string, about: string) => ['Books entry', `${type} ${about}`] as const;

const site = (title: string, input: string, rest: Omit<SiteSending, 'title' | 'from' | 'input'>): SiteSending => ({
  title,
  from: 'bloom.example',
  input,
  ...rest,
});
const shop = (title: string, act: ShopSending['act'], rest: Omit<ShopSending, 'title' | 'from' | 'act'>): ShopSending => ({
  title,
  from: 'steep-and-co',
  act,
  ...rest,
});

export const STORY: readonly Chapter[] = [
  {
    title: 'Visitors write to the shop',
    opening: 'Seven forms come in: three people, one impatient double click, two spammers, and Olga trying her own form.',
    sendings: [
      site('Jürgen Müßig asks about a wedding, ticks the newsletter', 'contact-juergen', {
        answer: 'accepted',
        fate: 'accept',
        records: [contact('juergen.muessig@example.com'), inSales('Jürgen Müßig'), member('juergen.muessig@example.com')],
      }),
      site('Ingrid Sørensen-Åsen asks, with a Norwegian phone number', 'contact-ingrid', {
        answer: 'accepted',
        fate: 'accept',
        records: [contact('ingrid@hageliv.example'), inSales('Ingrid Sørensen-Åsen')],
      }),
      site('Ingrid clicks “Send” a second time', 'contact-ingrid-again', { answer: 'accepted', fate: 'duplicate' }),
      site('Tomás Ó Briain, whose browser filled in the form', 'contact-tomas', {
        answer: 'accepted',
        fate: 'review',
        records: [contact('tomas@obriain.example'), inSales('Tomás Ó Briain')],
      }),
      site('Spam: the hidden field filled in, links', 'spam-honeypot', { answer: 'accepted', fate: 'quarantine' }),
      site('Spam: sent after 0.4 seconds, links', 'spam-too-fast', { answer: 'accepted', fate: 'quarantine' }),
      site('Olga tries her own form (test)', 'owner-test', { answer: 'accepted', fate: 'suppress' }),
    ],
  },
  {
    title: 'Requests that are not what they seem',
    opening: 'Anyone can post to a public address. What is refused stays with its sender; what is odd is kept and flagged.',
    sendings: [
      site('A plain form post, not an event', 'malformed', { answer: 'invalid' }),
      site('Jürgen’s request replayed, byte for byte', 'contact-juergen', { how: 'again', answer: 'repeat' }),
      site('Jürgen’s key with other words in it', 'contact-juergen-changed', { answer: 'revision', fate: 'revision' }),
      site('A request signed an hour ago', 'contact-clara', { how: 'old-signature', answer: 'clock_skew' }),
      site('A request signed by a stranger', 'contact-clara', { how: 'forged', answer: 'signature_invalid' }),
      site('A kind of event nobody knows yet', 'unknown-type', { answer: 'accepted', fate: 'parked' }),
    ],
  },
  {
    title: 'The Shopify shop moves in',
    opening:
      'Steep & Co has joined by connection code. Its past is imported by a bulk operation: the CRM is filled, and nobody is messaged about old orders, nor are they booked again.',
    sendings: [
      shop('Imported: order #1001 by Hanna Vogel, three weeks old', ({ importPast }) => importPast('#1001'), {
        answer: 'accepted',
        fate: 'accept',
        records: [contact('hanna@vogel.example'), deal('Order #1001')],
      }),
      shop('Imported: order #1002 by Piet de Wit, last week', ({ importPast }) => importPast('#1002'), {
        answer: 'accepted',
        fate: 'accept',
        records: [contact('piet@dewit.example'), deal('Order #1002')],
      }),
    ],
  },
  {
    title: 'The Shopify shop sells',
    opening: 'Shopify’s webhooks arrive: a customer, an order that comes twice, its payment, a refund, an opt-out.',
    sendings: [
      shop('New customer Oisín Byrne', ({ registers }) => registers('oisin@example.ie'), {
        answer: 'accepted',
        fate: 'accept',
        records: [contact('oisin@example.ie')],
      }),
      shop('Order #1003 by Marie Lefèvre', ({ orders }) => orders('marie@atelier-lefevre.example'), {
        answer: 'accepted',
        fate: 'accept',
        records: [
          contact('marie@atelier-lefevre.example'),
          deal('Order #1003'),
          inOrders('Order #1003 from Marie Lefèvre: 176.64 EUR'),
          inBooks('order.created', '#1003'),
        ],
      }),
      shop('Shopify delivers the same webhook again', ({ again }) => again('#1003'), { answer: 'repeat' }),
      shop('Order #1003 is paid', ({ pays }) => pays('#1003'), {
        answer: 'accepted',
        fate: 'accept',
        records: [contact('marie@atelier-lefevre.example'), deal('Order #1003'), inBooks('order.paid', '#1003')],
      }),
      shop('Refund for the dented kettle', ({ refunds }) => refunds('#1003'), {
        answer: 'accepted',
        fate: 'accept',
        records: [inBooks('refund.created', 'Kettle arrived with a dent')],
      }),
      shop('Oisín no longer wants e-mails', ({ optsOut }) => optsOut('oisin@example.ie'), {
        answer: 'accepted',
        fate: 'accept',
        records: [member('oisin@example.ie')],
      }),
    ],
  },
  {
    title: 'Shopify loses its webhooks',
    opening: 'It promises no delivery. The app compares the shop with what was handed over, and hands over what was missed.',
    weather: 'shopify-loses-webhooks',
    sendings: [
      shop('Order #1004 by Aiko Tanaka, found by comparing', ({ ordersUnheard }) => ordersUnheard('aiko@example.jp'), {
        answer: 'accepted',
        fate: 'accept',
        records: [
          contact('aiko@example.jp'),
          deal('Order #1004'),
          inOrders('Order #1004 from Aiko Tanaka: 49.80 EUR'),
          inBooks('order.created', '#1004'),
          inBooks('order.paid', '#1004'),
        ],
      }),
    ],
  },
  {
    title: 'HubSpot is down',
    opening: 'An order and two enquiries arrive meanwhile. HubSpot turns everything away, first with 503, then with 429.',
    weather: 'hubspot-outage',
    sendings: [
      shop('Order #1005 by Jonas Weber', ({ orders }) => orders('jonas.weber@example.com'), {
        answer: 'accepted',
        fate: 'accept',
        records: [
          contact('jonas.weber@example.com'),
          deal('Order #1005'),
          inOrders('Order #1005 from Jonas Weber: 29.90 EUR'),
          inBooks('order.created', '#1005'),
        ],
      }),
      site('Zofia Wójcik asks and ticks the newsletter', 'contact-zofia', {
        answer: 'accepted',
        fate: 'accept',
        records: [contact('zofia@example.net'), inSales('Zofia Wójcik'), member('zofia@example.net')],
      }),
      site('Mehmet Yıldız asks', 'contact-mehmet', {
        answer: 'accepted',
        fate: 'accept',
        records: [contact('mehmet@example.org'), inSales('Mehmet Yıldız')],
      }),
    ],
  },
  {
    title: 'Slack posts a message, and its answer is lost',
    opening: 'Nobody can know from here whether it arrived. Sending again might tell the team twice, so Handoff asks a person.',
    weather: 'slack-loses-answer',
    sendings: [
      site('Amélie Laurent asks', 'contact-amelie', {
        answer: 'accepted',
        fate: 'accept',
        records: [contact('amelie@example.com'), inSales('Amélie Laurent')],
        uncertainAt: 'Slack message',
      }),
    ],
  },
];
