import type { z } from 'zod';
import type { DeliveryStateName } from '../../api/resources.ts';
import type { Tone } from '../tone.ts';
import { fill, type Translate } from '../translate.ts';

export type DeliveryState = z.output<typeof DeliveryStateName>;

export interface DeliveryWords {
  tone: Tone;
  label: string;
  /** Why, in the words that came with it. */
  detail: string | null;
}

interface Told {
  state: string;
  runAt: string | null;
  result: { effect?: string | undefined; confirmedBy?: string | undefined } | null;
  error: { code: string; message: string } | null;
}

/** One delivery in a sentence. `name` is the connection's. */
export function deliveryWords({ state, result, error, runAt }: Told, name: string, t: Translate): DeliveryWords {
  const detail = error?.message ?? null;
  const words = (tone: Tone, text: string): DeliveryWords => ({ tone, label: fill(text, { name }), detail });
  switch (state) {
    case 'succeeded':
      return { ...words('good', arrivedText(result, t)), detail: null };
    case 'dead':
      return words('bad', t('{name} did not take it'));
    case 'uncertain':
      return words('attention', t('It is not known whether it arrived at {name}'));
    case 'cancelled':
      return words('attention', t('Not sent to {name}'));
    case 'skipped':
      return words('quiet', error?.code === 'newer_data' ? t('Newer data was at {name} already') : t('Not meant for {name}'));
    case 'shadow':
      return words('quiet', t('Only shown: nothing is sent to {name}'));
    case 'blocked':
      return words('busy', t('Waits for an earlier step, then goes to {name}'));
    case 'waiting':
      return words('busy', t('Waits until earlier ones of this contact are at {name}'));
    default:
      // Tried and to be tried again: why matters more than when.
      return words('busy', error === null || runAt === null ? t('On its way to {name}') : t('{name} is tried again'));
  }
}

function arrivedText(result: Told['result'], t: Translate): string {
  if (result?.confirmedBy !== undefined) return fill(t('Arrived at {name}, says {person}'), { person: result.confirmedBy, name: '{name}' });
  switch (result?.effect) {
    case 'created':
      return t('Arrived at {name}: a new record');
    case 'updated':
      return t('Arrived at {name}: a record was updated');
    case 'unchanged':
      return t('Arrived at {name}: it was there already, unchanged');
    default:
      return t('Arrived at {name}');
  }
}

/** A state by itself, for lists, which do not know why: "Arrived". */
export function deliveryStateWord(state: DeliveryState, t: Translate): { tone: Tone; label: string } {
  switch (state) {
    case 'succeeded':
      return { tone: 'good', label: t('Arrived') };
    case 'dead':
      return { tone: 'bad', label: t('Failed') };
    case 'uncertain':
      return { tone: 'attention', label: t('Not known') };
    case 'cancelled':
      return { tone: 'quiet', label: t('Cancelled') };
    case 'skipped':
      return { tone: 'quiet', label: t('Left out') };
    case 'shadow':
      return { tone: 'quiet', label: t('Only shown') };
    case 'blocked':
    case 'waiting':
      return { tone: 'busy', label: t('Waits') };
    case 'pending':
    case 'leased':
      return { tone: 'busy', label: t('On its way') };
  }
}
