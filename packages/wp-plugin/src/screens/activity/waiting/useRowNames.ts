import { useOwnSite } from '../../../app/panel.tsx';
import type { WaitingRow } from '../data/types.ts';

/** The names of a row's plugin and form, as far as this site knows them. */
export function useRowNames(): (row: Pick<WaitingRow, 'source' | 'form'>) => { source: string | null; form: string | null } {
  const sources = useOwnSite()?.sources;
  return ({ source: slug, form: id }) => {
    const source = sources?.find((one) => one.slug === slug);
    return { source: source?.title ?? slug, form: source?.forms.find((form) => form.id === id)?.title ?? id };
  };
}
