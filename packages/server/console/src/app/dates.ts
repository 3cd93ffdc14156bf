import { getSettings, setSettings } from '@wordpress/date';

/** Times in the person's own time zone: WordPress' screens take them from WordPress, which is not here. */
export function setDates(): void {
  const settings = getSettings();
  const offset = -new Date().getTimezoneOffset() / 60;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  setSettings({
    ...settings,
    timezone: { offset, offsetFormatted: String(offset), string: timeZone, abbr: '' },
    formats: { ...settings.formats, time: 'H:i', date: 'j M Y', datetime: 'j M Y H:i' },
  });
}
