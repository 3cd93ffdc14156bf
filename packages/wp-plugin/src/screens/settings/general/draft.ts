import type { AnswerOf } from '@handoff/shared/api';
import type { siteEndpoints } from '../../../site-api/endpoints.ts';

export type Settings = AnswerOf<(typeof siteEndpoints)['getSettings']>['settings'];
export type Role = AnswerOf<(typeof siteEndpoints)['getSettings']>['roles'][number];

/** The settings as the controls hold them: numbers and lists as typed. */
export type Draft = Omit<Settings, 'retentionDays' | 'alertEmails' | 'paused'> & { retentionDays: string; alertEmails: string };

export function draftOf({ paused: _paused, ...settings }: Settings): Draft {
  return { ...settings, retentionDays: String(settings.retentionDays), alertEmails: settings.alertEmails.join('\n') };
}

/** What differs from what is kept, as the site takes it. A number that is none goes as it is: the site says what is wrong. */
export function changesOf(draft: Draft, settings: Settings): Partial<Settings> {
  const { paused: _paused, ...kept } = settings;
  const wanted = {
    ...draft,
    retentionDays: Number(draft.retentionDays),
    alertEmails: draft.alertEmails
      .split(/[\n,;]/)
      .map((email) => email.trim())
      .filter((email) => email !== ''),
  };
  const differs = (name: keyof typeof kept) => JSON.stringify(wanted[name]) !== JSON.stringify(kept[name]);
  const names = (Object.keys(kept) as (keyof typeof kept)[]).filter(differs);
  return Object.fromEntries(names.map((name) => [name, wanted[name]]));
}
