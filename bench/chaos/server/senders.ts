import { setTimeout as pause } from 'node:timers/promises';
import { type Envelope, importSigningKey, sign, type SigningKey } from '@handoff/shared/event';
import type { Random } from '../lib/random.ts';
import { type Mark, markText } from './marks.ts';
import type { Site } from './setup.ts';

/** An event that was answered 202. */
export interface Acknowledged {
  mark: Mark;
  kind: 'enquiry' | 'view';
  idempotencyKey: string;
  eventId: string;
  /** Whether the flow tells Slack of it. */
  toSlack: boolean;
}

/** Sites that keep every event until it is acknowledged. */
export interface Senders {
  acknowledged: readonly Acknowledged[];
  /** Answers that neither keep an event nor say "later": each is a fault. */
  refused: readonly string[];
  /** Times an event was sent again because no answer came. */
  resent: () => number;
  /** How often there was which answer: `202 accepted`, `202 repeat`, `503`, `none`. */
  answers: ReadonlyMap<string, number>;
  /** Sends one more event, of a contact of its own, without ever waiting long; resolves with its 202. */
  sendOne: () => Promise<Mark>;
  underWay: () => number;
  /** Resolves with the next 202. */
  nextAcknowledgement: () => Promise<void>;
  /** No new events; resolves when all that were begun are acknowledged. */
  finish: () => Promise<void>;
  /** Gives up what is not acknowledged. */
  abandon: () => void;
}

export interface SenderParts {
  site: Site;
  random: Random;
  /** A server to try, perhaps a dead one. */
  anyUrl: () => string | undefined;
  /** Slack's channels. */
  channels: readonly string[];
  /** How many times as long they wait between two events; 1 where nothing is said. */
  pace?: number;
  /** How patient the sites are; without it they are hasty. */
  patience?: Patience;
}

export interface Patience {
  /** How long an answer is waited for. */
  answerMs: number;
  /** Whether the server's own Retry-After decides when to come back. */
  heedsRetryAfter: boolean;
}

const ENQUIRERS = 16;
const VIEWERS = 40;
/** HubSpot takes 25 calls a second, an enquiry needs two or more. */
const ENQUIRY_PAUSE_MS = [200, 2600] as const;
const VIEW_PAUSE_MS = [0, 400] as const;
const BURST_SHARE = 0.25;
const SLACK_SHARE = 0.2;
const HASTY: Patience = { answerMs: 2000, heedsRetryAfter: false };
const FINISH_MS = 60_000;

/** Starts one loop a contact: each sends its next event only once the one before it is acknowledged. */
export async function startSenders(parts: SenderParts): Promise<Senders> {
  const key = await importSigningKey(parts.site.secretKey);
  const acknowledged: Acknowledged[] = [];
  const refused: string[] = [];
  const listeners = new Set<() => void>();
  const stop = new AbortController();
  const giveUp = new AbortController();
  const answers = new Map<string, number>();
  let resent = 0;
  let underWay = 0;
  let extras = 0;
  const { patience: patienceOfSites = HASTY, pace = 1 } = parts;
  const counted = { gaveUp: () => giveUp.signal.aborted, refused: (why: string) => void refused.push(why) };
  const answered = (answer: string) => void answers.set(answer, (answers.get(answer) ?? 0) + 1);

  const loop = async (contact: number, kind: Acknowledged['kind'], waits: readonly [number, number]): Promise<void> => {
    const random = parts.random.fork(`${kind} ${contact}`);
    for (let sequence = 1; !stop.signal.aborted; sequence += 1) {
      const mark = { contact, sequence };
      const channel = kind === 'enquiry' && random.chance(SLACK_SHARE) ? random.pick(parts.channels) : undefined;
      const event = envelopeOf(mark, kind, channel);
      underWay += 1;
      const told = { ...counted, answered, again: () => (resent += 1) };
      const eventId = await keepSending({ ...parts, patience: patienceOfSites }, key, event, random, told);
      underWay -= 1;
      if (eventId === undefined) return;
      acknowledged.push({ mark, kind, idempotencyKey: event.idempotencyKey, eventId, toSlack: channel !== undefined });
      listeners.forEach((listener) => listener());
      if (!random.chance(BURST_SHARE)) await pause(random.between(...waits) * pace);
    }
  };
  const loops = Promise.all([
    ...Array.from({ length: ENQUIRERS }, (_, index) => loop(index + 1, 'enquiry', ENQUIRY_PAUSE_MS)),
    ...Array.from({ length: VIEWERS }, (_, index) => loop(ENQUIRERS + index + 1, 'view', VIEW_PAUSE_MS)),
  ]);

  return {
    acknowledged,
    refused,
    resent: () => resent,
    answers,
    sendOne: async () => {
      extras += 1;
      const mark = { contact: ENQUIRERS + VIEWERS + extras, sequence: 1 };
      const event = envelopeOf(mark, 'view', undefined);
      const told = { ...counted, answered: () => undefined, again: () => undefined };
      const eventId = await keepSending({ ...parts, patience: HASTY }, key, event, parts.random, told);
      if (eventId === undefined) throw new Error(`${event.id} was not taken.`);
      acknowledged.push({ mark, kind: 'view', idempotencyKey: event.idempotencyKey, eventId, toSlack: false });
      return mark;
    },
    underWay: () => underWay,
    nextAcknowledgement: () =>
      new Promise((resolve) => {
        const listener = () => {
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
      }),
    finish: async () => {
      stop.abort();
      const patience = new AbortController();
      const late = pause(FINISH_MS, 'late', { signal: patience.signal }).catch(() => 'done');
      const ended = await Promise.race([loops.then(() => 'done'), late]);
      patience.abort();
      if (ended === 'late') throw new Error(`${underWay} events were not acknowledged within ${FINISH_MS / 1000} s, with servers up.`);
    },
    abandon: () => {
      stop.abort();
      giveUp.abort();
    },
  };
}

export function emailOf(contact: number): string {
  return `visitor${contact}@chaos.example`;
}

function envelopeOf(mark: Mark, kind: Acknowledged['kind'], channel: string | undefined): Envelope {
  const text = markText(mark);
  const type = kind === 'enquiry' ? 'form.submitted' : 'custom.viewed';
  return {
    id: text,
    idempotencyKey: `${type}:${text}:1`,
    type,
    occurredAt: new Date().toISOString(),
    subject: { email: emailOf(mark.contact), name: `Visitor ${mark.contact}` },
    data: {
      form: { id: 'contact', title: 'Contact' },
      fields: { mark: text, 'your-message': `May I ask about offer ${text}, please?`, ...(channel === undefined ? {} : { channel }) },
    },
    context: { secondsToSubmit: 34, page: 'https://chaos.example/contact' },
  };
}

interface Told {
  gaveUp: () => boolean;
  again: () => void;
  refused: (why: string) => void;
  answered: (answer: string) => void;
}

/** Sends one event until a server keeps it, whichever it is; the body never changes. Undefined: it was refused, or given up. */
async function keepSending(
  parts: SenderParts & { patience: Patience },
  key: SigningKey,
  event: Envelope,
  random: Random,
  told: Told,
): Promise<string | undefined> {
  const { answerMs, heedsRetryAfter } = parts.patience;
  const body = JSON.stringify(event);
  while (!told.gaveUp()) {
    const url = parts.anyUrl();
    const answer = url === undefined ? undefined : await post(url, parts.site.sourceId, key, { id: event.id, body, answerMs });
    if (url !== undefined) told.answered(answer === undefined ? 'none' : `${answer.status}${answer.kept}`);
    if (answer?.status === 202) return answer.eventId;
    if (answer !== undefined && answer.status < 500 && answer.status !== 429) {
      told.refused(`${event.id} was answered ${answer.status}: ${answer.text}`);
      return undefined;
    }
    if (url !== undefined) told.again();
    const wait = heedsRetryAfter ? answer?.retryAfterMs : undefined;
    await pause(wait ?? random.between(20, 150));
  }
  return undefined;
}

interface Sent {
  status: number;
  /** ` accepted`, ` repeat`; empty where nothing was kept. */
  kept: string;
  retryAfterMs: number | undefined;
  eventId: string;
  text: string;
}

/** Undefined: no answer came, so nobody knows. */
async function post(
  url: string,
  sourceId: string,
  key: SigningKey,
  { id, body, answerMs }: { id: string; body: string; answerMs: number },
): Promise<Sent | undefined> {
  const signed = await sign([key], { id, timestamp: Math.floor(Date.now() / 1000), body });
  const headers = { 'content-type': 'application/json', 'handoff-source': sourceId, ...signed };
  try {
    const response = await fetch(`${url}/v1/events`, { method: 'POST', headers, body, signal: AbortSignal.timeout(answerMs) });
    const text = await response.text();
    const { eventId, status } =
      response.status === 202 ? (JSON.parse(text) as { eventId: string; status: string }) : { eventId: '', status: '' };
    const after = response.headers.get('retry-after');
    return {
      status: response.status,
      kept: status === '' ? '' : ` ${status}`,
      retryAfterMs: after === null ? undefined : Number(after) * 1000,
      eventId,
      text,
    };
  } catch {
    return undefined;
  }
}
