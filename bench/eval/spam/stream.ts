/**
 * A stream of submissions with the metadata a page collects. What it assumes, and nobody has measured on your site:
 *
 * Genuine: filled in within 45 s (median, log-normal, sigma 0.8; never under 3 s), 3 % by autofill within 3 to 6 s. 88 % have
 * touched the form, for 12 % the page did not look (no script). Addresses are unique but for 5 % who write again within the
 * hour, once; 0.5 % are disposable. 15 % come through one of 40 shared networks (offices, phone companies). Nobody fills in
 * the honeypot: a password manager that does is a fault of the form.
 *
 * Spam: 65 % crude scripts: half fill in the honeypot, most are sent within 2 s, 90 % touch nothing; 27 % driven browsers:
 * 4 to 25 s, half of them seem to touch the form, never the honeypot; 8 % people paid to paste, who behave like anybody.
 * Scripts and browsers come in campaigns of about 25 with one text, from one of 30 networks, 20 % from disposable addresses.
 *
 * Over 14 days; the texts are those held out from training.
 */
import type { Row } from './rows.ts';

export interface Submission {
  spam: boolean;
  at: number;
  envelope: Record<string, unknown>;
}

const SPAN_MS = 14 * 86_400_000;
const START = Date.UTC(2026, 9, 1);
const DISPOSABLE = ['mailinator.com', 'guerrillamail.com', 'yopmail.com'];
const MAIL = ['gmail.com', 'outlook.com', 'web.de', 'orange.fr', 'example.org'];
const CAMPAIGN = 25;
const CAMPAIGN_MS = 3 * 3_600_000;

interface Traits {
  secondsToSubmit: number;
  interacted?: boolean;
  honeypot?: string;
  ip: string;
  email: string;
}

/** `genuine` and `spam` are how many of each; texts are used again where they do not suffice. */
export function makeStream(rows: readonly Row[], counts: { genuine: number; spam: number }): Submission[] {
  const random = seeded(42);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const texts = (label: 0 | 1) => rows.filter((row) => row.label === label).map(({ text }) => text);
  const [genuineTexts, spamTexts] = [texts(0), texts(1)];
  const octet = () => 1 + Math.floor(random() * 254);
  const anywhere = () => `${20 + Math.floor(random() * 70)}.${octet()}.${octet()}.${octet()}`;
  const shared = Array.from({ length: 40 }, () => `91.${octet()}.${octet()}`);
  const hostile = Array.from({ length: 30 }, () => `185.${octet()}.${octet()}`);
  let people = 0;
  const address = (domain: string) => `person${(people += 1)}@${domain}`;
  const span = (from: number, to: number) => from + random() * (to - from);
  const stream: Submission[] = [];
  const add = (spam: boolean, at: number, text: string, { email, ...context }: Traits) => {
    const envelope = { occurredAt: new Date(at).toISOString(), subject: { email }, data: { fields: { message: text } }, context };
    stream.push({ spam, at, envelope });
  };
  const human = (): Traits => ({
    secondsToSubmit: random() < 0.03 ? span(3, 6) : Math.max(3, 45 * Math.exp(0.8 * normal(random))),
    ...(random() < 0.88 ? { interacted: true } : {}),
    ip: random() < 0.15 ? `${pick(shared)}.${octet()}` : anywhere(),
    email: address(random() < 0.005 ? pick(DISPOSABLE) : pick(MAIL)),
  });

  for (let index = 0; index < counts.genuine; index += 1) {
    const at = START + random() * SPAN_MS;
    const traits = human();
    add(false, at, genuineTexts[index % genuineTexts.length] as string, traits);
    if (random() < 0.05) {
      add(false, at + span(60_000, 3_000_000), pick(genuineTexts), traits);
      index += 1;
    }
  }
  let left = counts.spam;
  while (left > 0) {
    const kind = random();
    const start = START + random() * SPAN_MS;
    if (kind < (0.08 * CAMPAIGN) / (0.08 * CAMPAIGN + 0.92)) {
      add(true, start, pick(spamTexts), human());
      left -= 1;
      continue;
    }
    const size = Math.min(left, 1 + Math.floor(-CAMPAIGN * Math.log(1 - random())));
    const [text, network, crude] = [pick(spamTexts), pick(hostile), random() < 0.65 / 0.92];
    for (let index = 0; index < size; index += 1) {
      add(true, start + random() * CAMPAIGN_MS, text, {
        secondsToSubmit: crude ? (random() < 0.8 ? span(0.1, 2) : span(2, 8)) : span(4, 25),
        interacted: crude ? random() > 0.9 : random() < 0.5,
        ...(crude && random() < 0.5 ? { honeypot: 'http://buy.example' } : {}),
        ip: `${network}.${octet()}`,
        email: address(random() < 0.2 ? pick(DISPOSABLE) : pick(MAIL)),
      });
    }
    left -= size;
  }
  return stream.toSorted((a, b) => a.at - b.at);
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
