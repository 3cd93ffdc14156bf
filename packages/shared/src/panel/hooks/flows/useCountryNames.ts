import { useMemo } from 'react';
import { COUNTRIES } from '../../index.ts';
import { usePanelHost } from '../host.ts';

/** Countries by their names in the person's language, in its order. */
export function useCountryNames(): { value: string; label: string }[] {
  const { locale } = usePanelHost();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale, 'en'], { type: 'region' });
    return COUNTRIES.map((code) => ({ value: code, label: names.of(code) ?? code })).toSorted((one, other) =>
      one.label.localeCompare(other.label),
    );
  }, [locale]);
}
