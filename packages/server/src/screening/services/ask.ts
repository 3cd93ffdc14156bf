import type { Envelope } from '@handoff/shared/event';
import type { Fetch } from '../../destinations/kit/http.ts';
import { screen } from '../screen.ts';
import type { ScreeningSettings } from '../types.ts';
import { checkMessage } from './akismet.ts';
import type { Asked, Told } from './asked.ts';
import { ServiceFailure } from './call.ts';
import { messageFor } from './message.ts';
import type { Rest } from './rest.ts';
import { verifyToken } from './turnstile.ts';

/** A service that is asked about each message of a source. `secret` is undefined where it cannot be opened: then nobody can be asked. */
export type ActiveService = { id: string; problem: string | null; secret: string | undefined } & (
  | { service: 'akismet'; site: string }
  /** `host`: the site whose pages show the widget; undefined where that is known to Cloudflare only. */
  | { service: 'turnstile'; host: string | undefined }
);

export interface AskParts {
  fetch: Fetch;
  rest: Rest;
  /** Told how each service that was asked fared; null: it answered. */
  note: (serviceId: string, failure: ServiceFailure | null) => void;
}

export interface Question {
  eventId: string;
  envelope: Envelope;
  settings: ScreeningSettings;
  now: number;
  services: readonly ActiveService[];
}

const NAMES: Readonly<Record<ActiveService['service'], string>> = { akismet: 'Akismet', turnstile: 'Turnstile' };

/** A token lives five minutes, of which the visitor may have used most; an event this old says nothing about it any more. */
const LATE_MS = 30_000;

/** What outside services say of a message. Nobody is told of one that is kept back, or not sent, whatever they say. Never throws. */
export async function askServices(parts: AskParts, { eventId, envelope, settings, now, services }: Question): Promise<Asked> {
  const known = screen({ envelope, now, settings });
  if (known.findings.some(({ hard, suppress }) => hard === true || suppress === true)) return {};
  const asked: Asked = {};
  await Promise.all(
    services.map(async (service) => {
      if (service.service === 'akismet') Object.assign(asked, await askAkismet(parts, service, envelope));
      else Object.assign(asked, await askTurnstile(parts, service, { eventId, envelope, now }));
    }),
  );
  return asked;
}

type Service<Name extends ActiveService['service']> = Extract<ActiveService, { service: Name }>;

async function askAkismet(parts: AskParts, service: Service<'akismet'>, envelope: Envelope): Promise<Pick<Asked, 'akismet'>> {
  const message = messageFor(envelope);
  if (message === undefined || isJudgedBySite(envelope)) return {};
  return { akismet: await tell(parts, service, (key) => checkMessage(parts.fetch, { key, site: service.site }, message)) };
}

async function askTurnstile(
  parts: AskParts,
  service: Service<'turnstile'>,
  { eventId, envelope, now }: Pick<Question, 'eventId' | 'envelope' | 'now'>,
): Promise<Pick<Asked, 'turnstile'>> {
  const { turnstile: token, ip } = envelope.context ?? {};
  if (token === undefined) return {};
  if (token === '') return { turnstile: { said: 'missing' } };
  const { host } = service;
  const told = await tell(parts, service, (secret) => verifyToken(parts.fetch, { secret, token, ip, eventId, host }));
  const isLate = now - Date.parse(envelope.occurredAt) > LATE_MS;
  return { turnstile: isLate && 'said' in told && told.said === 'expired' ? { failed: 'late' } : told };
}

/** What Akismet said on the site itself counts already. */
function isJudgedBySite({ signals = [] }: Envelope): boolean {
  return signals.some(({ tool, verdict }) => tool.toLowerCase().includes('akismet') && verdict !== 'unsure');
}

async function tell<Verdict>(
  { rest, note }: AskParts,
  { id, service, secret }: ActiveService,
  question: (secret: string) => Promise<Verdict>,
): Promise<Told<Verdict>> {
  const resting = rest.why(id);
  if (resting !== undefined) return { failed: resting };
  try {
    if (secret === undefined) throw new ServiceFailure('key', `The stored key of ${NAMES[service]} cannot be opened. Enter it again.`);
    const said = await question(secret);
    rest.answered(id);
    note(id, null);
    return { said };
  } catch (error) {
    const failure = error instanceof ServiceFailure ? error : new ServiceFailure('error', 'It could not be asked.', error);
    rest.failed(id, failure.why);
    note(id, failure);
    return { failed: failure.why };
  }
}
