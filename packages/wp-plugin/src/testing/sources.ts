import type { Status } from '../app/panel.tsx';

type Source = Status['sources'][number];
type Form = Source['forms'][number];

/** A source of a site, with everything on unless the test says otherwise. */
export function source(slug: string, forms: Form[] = [], changes: Partial<Source> = {}): Source {
  return {
    slug,
    title: slug,
    available: true,
    version: null,
    enabled: true,
    types: ['form.submitted'],
    forms,
    lastCapturedAt: null,
    keepsEntries: true,
    keepsEntriesNote: null,
    ...changes,
  };
}

export function form(id: string, changes: Partial<Form> = {}): Form {
  return { id, title: `Form ${id}`, editUrl: null, fields: [], enabled: true, lastCapturedAt: null, ...changes };
}
