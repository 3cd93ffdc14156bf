import { getSettings, setSettings } from '@wordpress/date';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import moment from 'moment';
import { language } from './i18n.ts';

/** Times in the person's own time zone and language: WordPress' screens take them from WordPress, which is not here. */
export function setDates(): void {
  const settings = getSettings();
  const offset = -new Date().getTimezoneOffset() / 60;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  setSettings({
    ...settings,
    l10n: { ...settings.l10n, locale: language(), relative: spans(), ...names() },
    timezone: { offset, offsetFormatted: String(offset), string: timeZone, abbr: '' },
    formats: { ...settings.formats, time: 'H:i', date: 'j M Y', datetime: 'j M Y H:i' },
  });
  // What that made known; `humanTimeDiff` speaks whatever moment speaks, which WordPress sets on its own pages.
  moment.locale(language());
}

/** Months and weekdays as the language calls them. */
function names() {
  const called = (options: Intl.DateTimeFormatOptions, count: number) =>
    Array.from({ length: count }, (_, index) =>
      // The fifth of January 1997 was a Sunday, with which the week begins here.
      new Intl.DateTimeFormat(language(), { ...options, timeZone: 'UTC' }).format(
        options.month === undefined ? Date.UTC(1997, 0, 5 + index) : Date.UTC(1997, index, 5),
      ),
    );
  return {
    months: called({ month: 'long' }, 12),
    monthsShort: called({ month: 'short' }, 12),
    weekdays: called({ weekday: 'long' }, 7),
    weekdaysShort: called({ weekday: 'short' }, 7),
  };
}

/** How long ago something was, in the words `humanTimeDiff` puts together. */
function spans() {
  return {
    future: __('in %s', 'handoff'),
    past: __('%s ago', 'handoff'),
    s: __('a few seconds', 'handoff'),
    ss: __('%d seconds', 'handoff'),
    m: __('a minute', 'handoff'),
    mm: __('%d minutes', 'handoff'),
    h: __('an hour', 'handoff'),
    hh: __('%d hours', 'handoff'),
    d: __('a day', 'handoff'),
    dd: __('%d days', 'handoff'),
    M: __('a month', 'handoff'),
    MM: __('%d months', 'handoff'),
    y: __('a year', 'handoff'),
    yy: __('%d years', 'handoff'),
  };
}
