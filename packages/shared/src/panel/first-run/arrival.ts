import type { Tone } from '../tone.ts';
import type { Translate } from '../translate.ts';
import { deliveryWords } from '../wording/delivery-words.ts';
import { evidenceWords } from '../wording/evidence-words.ts';

/** One station of an event on its way, as a person watches it. */
export interface Station {
  key: string;
  tone: Tone;
  label: string;
  detail: string | null;
  /** The record at the destination. */
  url: string | null;
}

export interface Arrival {
  stations: Station[];
  /** `kept_back`: a test that nobody let go yet · `moving`: look again · `arrived` and `failed`: this is the end of it. */
  state: 'moving' | 'kept_back' | 'arrived' | 'failed';
}

interface Watched {
  state: string;
  verdict: string | null;
  reasons: readonly { rule: string; evidence: string }[];
  processError: string | null;
  deliveryList: readonly {
    id: string;
    connectionId: string;
    state: string;
    runAt: string | null;
    result: { url?: string | undefined; effect?: string | undefined; confirmedBy?: string | undefined } | null;
    error: { code: string; message: string } | null;
  }[];
}

/** Where a test is on its way. `event` is undefined until the server has it; `nameOf` names a connection. */
export function arrivalOf(
  event: Watched | undefined,
  nameOf: (connectionId: string) => string,
  { t, locale }: { t: Translate; locale: string },
): Arrival {
  const received: Station =
    event === undefined
      ? station('received', 'busy', t('On its way to the server'))
      : station('received', 'good', t('The server has it'), t('From here on it cannot get lost.'));
  if (event === undefined) return { stations: [received], state: 'moving' };
  if (event.state === 'received') {
    const checking = station('screened', 'busy', t('Being checked for spam and doubles'), event.processError);
    return { stations: [received, checking], state: 'moving' };
  }
  const reason = event.reasons.map(({ evidence }) => evidenceWords(evidence, t, locale)).join(' ');
  const released = event.reasons.some(({ rule }) => rule === 'released');
  if (event.verdict === 'suppress' && !released) {
    return { stations: [received, station('screened', 'quiet', t('Recognised as a test'), reason)], state: 'kept_back' };
  }
  if (event.verdict === 'quarantine' || event.verdict === 'duplicate') {
    return { stations: [received, station('screened', 'attention', t('Kept back'), reason)], state: 'failed' };
  }
  const screened = station('screened', 'good', t('Checked'), released ? t('A test, and you asked for it to be sent.') : null);
  if (event.deliveryList.length === 0) {
    const none = station('delivered', 'attention', t('No flow wanted it'), t('Turn on a flow for this form, then send another test.'));
    return { stations: [received, screened, none], state: 'failed' };
  }
  const deliveries = event.deliveryList.map((delivery): Station => {
    const { tone, label, detail } = deliveryWords(delivery, nameOf(delivery.connectionId), t);
    return station(delivery.id, tone, label, detail, delivery.result?.url ?? null);
  });
  return { stations: [received, screened, ...deliveries], state: endOf(deliveries) };
}

function endOf(deliveries: Station[]): Arrival['state'] {
  if (deliveries.some(({ tone }) => tone === 'busy')) return 'moving';
  return deliveries.every(({ tone }) => tone === 'good' || tone === 'quiet') ? 'arrived' : 'failed';
}

function station(key: string, tone: Tone, label: string, detail: string | null = null, url: string | null = null): Station {
  return { key, tone, label, detail, url };
}
