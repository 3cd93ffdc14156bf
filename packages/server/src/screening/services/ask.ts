import type { Envelope } from '@handoff/shared/event';
import type { Fetch } from '../../destinations/kit/http.ts';
import { screen } from '../screen.ts';
import type { ScreeningSettings } from '../types.ts';
import { type AkismetAccount, checkMessage } from './akismet.ts';
import type { Asked, Told } from './asked.ts';
import { ServiceFailure } from './call.ts';
import { messageFor } from './message.ts';
import type { Rest } from './rest.ts';
import { verifyToken } from './turnstile.ts';

/** A service that is asked about each message of a source, its secret opened. */
export type ActiveService = { id: string; problem: string | null } & (
  | { service: 'akismet'; account: AkismetAccount }
  /** `host`: the site whose pages show the widget. */
  | { service: 'turnstile'; secret: string; host: string }
  /** Its secret cannot be opened: nobody can be asked, and somebody has to enter it anew. */
  | { service: 'locked'; of: 'akismet' | 'turnstile' }
);

export interface AskParts {
  fetch: Fetch;
  rest: Rest;
  /** Told how each service that was asked fared, in words where it gave no answer. */
  note: (serviceId: string, problem: string | null) => void;
}

export interface Question {
  eventId: string;
  envelope: Envelope;
  settings: ScreeningSettings;
  now: number;
  services: readonly ActiveService[];
}

/** A token lives five minutes, of which the visitor may have used most; an event this old says nothing about it any more. */
const LATE_MS = 30_000;

/** What outside services say of a message. Nobody is told of one that is kept back, or not sent, whatever they say. Never throws. */
export async function askServices(parts: AskParts, { eventId, envelope, settings, now, services }: Question): Promise<Asked> {
  const known = screen({ envelope, now, settings });
  if (known.findings.some(({ hard, suppress }) => hard === true || suppress === true)) return {};
  const asked: Asked = {};
  await Promise.all(
    services.map(async (service) => {
      const name = service.service === 'locked' ? service.of : service.service;
      if (name === 'akismet') {
        const message = messageFor(envelope);
        if (message === undefined || isJudgedBySite(envelope)) return;
        asked.akismet = await tell(parts, service.id, () =>
          service.service === 'akismet' ? checkMessage(parts.fetch, service.account, message) : locked(),
        );
        return;
      }
      const { turnstile: token, ip } = envelope.context ?? {};
      if (token === undefined) return;
      if (token === '') {
        asked.turnstile = { said: 'missing' };
        return;
      }
      const told = await tell(parts, service.id, () =>
        service.service === 'turnstile' ? verifyToken(parts.fetch, { ...service, token, ip, eventId }) : locked(),
      );
      const isLate = now - Date.parse(envelope.occurredAt) > LATE_MS;
      asked.turnstile = isLate && 'said' in told && told.said === 'expired' ? { failed: 'late' } : told;
    }),
  );
  return asked;
}

/** What Akismet said on the site itself counts already. */
function isJudgedBySite({ signals = [] }: Envelope): boolean {
  return signals.some(({ tool, verdict }) => tool.toLowerCase().includes('akismet') && verdict !== 'unsure');
}

function locked(): never {
  throw new ServiceFailure('key', 'The stored key cannot be opened. Enter it again.');
}

async function tell<Verdict>({ rest, note }: AskParts, id: string, question: () => Promise<Verdict>): Promise<Told<Verdict>> {
  const resting = rest.why(id);
  if (resting !== undefined) return { failed: resting };
  try {
    const said = await question();
    rest.answered(id);
    note(id, null);
    return { said };
  } catch (error) {
    const failure = error instanceof ServiceFailure ? error : new ServiceFailure('error', 'It could not be asked.', error);
    rest.failed(id, failure.why);
    note(id, failure.message);
    return { failed: failure.why };
  }
}
