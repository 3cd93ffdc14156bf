import type { z } from 'zod';
import type { ShopSettings } from '../../../../../src/panel-api/resources.ts';

type Settings = z.infer<typeof ShopSettings>;

/** The settings as the fields hold them: numbers as typed. */
export interface Draft {
  watchesCheckouts: boolean;
  abandonedAfterMinutes: string;
  reconcileEveryHours: string;
  captureForms: boolean;
}

/** Where what is typed is not what the app takes. */
export type Wrong = Partial<Record<'abandonedAfterMinutes' | 'reconcileEveryHours', true>>;

export const LIMITS = { abandonedAfterMinutes: [15, 10_080], reconcileEveryHours: [1, 168] } as const;
const USUAL_MINUTES = 60;

export const draftOf = (settings: Settings): Draft => ({
  watchesCheckouts: settings.abandonedAfterMinutes !== null,
  abandonedAfterMinutes: String(settings.abandonedAfterMinutes ?? USUAL_MINUTES),
  reconcileEveryHours: String(settings.reconcileEveryHours),
  captureForms: settings.captureForms,
});

/** Which numbers are none, or out of bounds. Minutes do not matter where checkouts are not watched. */
export function wrongOf(draft: Draft): Wrong {
  const wrong: Wrong = {};
  if (draft.watchesCheckouts && !isWithin(draft.abandonedAfterMinutes, LIMITS.abandonedAfterMinutes)) wrong.abandonedAfterMinutes = true;
  if (!isWithin(draft.reconcileEveryHours, LIMITS.reconcileEveryHours)) wrong.reconcileEveryHours = true;
  return wrong;
}

/** What differs from what is saved, as the app takes it. Only for a draft with nothing wrong. */
export function changesOf(draft: Draft, settings: Settings): Partial<Settings> {
  const wanted = {
    abandonedAfterMinutes: draft.watchesCheckouts ? Number(draft.abandonedAfterMinutes) : null,
    reconcileEveryHours: Number(draft.reconcileEveryHours),
    captureForms: draft.captureForms,
  };
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => settings[name as keyof typeof wanted] !== value));
}

function isWithin(text: string, [least, most]: readonly [number, number]): boolean {
  const number = Number(text);
  return text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most;
}
