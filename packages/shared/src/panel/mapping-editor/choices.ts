import { quoted, type Translate } from '../translate.ts';
import type { Change, ChangeKind, SourceKind } from './rule-parts.ts';
import type { SampleGroup } from './sample.ts';

/** What can be chosen from a list. */
export interface Choice<Value extends string = string> {
  value: Value;
  label: string;
}

type DateChange = Extract<Change, { do: 'date' }>;

/** The parts of an event, in the order in which people look for things. */
export function sampleGroups(t: Translate): { group: SampleGroup; title: string }[] {
  return [
    { group: 'answers', title: t('Answers') },
    { group: 'person', title: t('The person') },
    { group: 'data', title: t('Data') },
    { group: 'steps', title: t('Earlier steps') },
    { group: 'consent', title: t('Consent') },
    { group: 'visit', title: t('The visit') },
    { group: 'event', title: t('The event') },
  ];
}

/** Where a value may come from. */
export function sourceKinds(t: Translate): Choice<SourceKind>[] {
  return [
    { value: 'path', label: t('A field of the event') },
    { value: 'literal', label: t('A fixed value') },
    { value: 'template', label: t('A text with fields in it') },
    { value: 'coalesce', label: t('The first of several that is there') },
    { value: 'join', label: t('Several put together') },
    { value: 'when', label: t('It depends') },
  ];
}

/** What may be done to a value; each goes on from "Then make it…". */
export function changeKinds(t: Translate): Choice<ChangeKind>[] {
  return [
    { value: 'trim', label: t('without space around it') },
    { value: 'lower', label: t('in small letters') },
    { value: 'title', label: t('With Capital Letters') },
    { value: 'email', label: t('an e-mail address') },
    { value: 'e164', label: t('a phone number') },
    { value: 'number', label: t('a number') },
    { value: 'date', label: t('a date') },
    { value: 'boolean', label: t('yes or no') },
    { value: 'splitName', label: t('the first or the last name') },
    { value: 'split', label: t('a part of it') },
    { value: 'lookup', label: t('another value, by a table') },
  ];
}

/** What stands between values: the usual ones, and the present one where it is another. */
export function separators(present: string, t: Translate): Choice[] {
  const usual = [
    { value: ' ', label: t('a space') },
    { value: ', ', label: t('a comma and a space') },
    { value: ',', label: t('a comma') },
    { value: ';', label: t('a semicolon') },
    { value: '-', label: t('a hyphen') },
    { value: '/', label: t('a slash') },
    { value: '@', label: t('an at sign') },
    { value: '\n', label: t('a new line') },
  ];
  return usual.some(({ value }) => value === present) ? usual : [...usual, { value: present, label: quoted(present, t) }];
}

/** What a date is made into. */
export function dateOutputs(t: Translate): Choice<DateChange['output']>[] {
  return [
    { value: 'date', label: t('a date (2027-03-14)') },
    { value: 'datetime', label: t('date and time') },
    { value: 'epochMs', label: t('a time stamp in milliseconds') },
    { value: 'epochSeconds', label: t('a time stamp in seconds') },
  ];
}

/** How a date such as 03/04/2027 is read; '' stands for not at all. */
export function dateOrders(t: Translate): Choice<NonNullable<DateChange['order']> | ''>[] {
  return [
    { value: '', label: t('a mistake: it cannot be told') },
    { value: 'dmy', label: t('day first') },
    { value: 'mdy', label: t('month first') },
    { value: 'ymd', label: t('year first') },
  ];
}

/** Every time zone this browser knows, with the present one. */
export function timeZones(present: string): Choice[] {
  return [...new Set([present, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }));
}
