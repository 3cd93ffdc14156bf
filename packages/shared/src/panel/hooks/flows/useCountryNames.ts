import { useMemo } from 'react';
import { countryNames } from '../../index.ts';
import { usePanelHost } from '../host.ts';

/** Countries by their names in the person's language, in its order. */
export function useCountryNames(): { value: string; label: string }[] {
  const { locale } = usePanelHost();
  return useMemo(() => countryNames(locale), [locale]);
}
