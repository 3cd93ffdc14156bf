import type { Wanted } from '@handoff/shared/panel';
import { __, fill } from '../../../app/i18n.ts';
import type { Status } from '../../../app/panel.tsx';

/** What a site's first flow may be about; customers are a shop's of their own. */
export type SiteWanted = Exclude<Wanted, { kind: 'customers' }>;

export interface WantedChoice {
  value: string;
  label: string;
  wanted: SiteWanted;
}

/** What a first flow can be about on this site, the most likely first. */
export function choicesOf(sources: Status['sources']): WantedChoice[] {
  const on = sources.filter(({ available, enabled }) => available && enabled);
  const forms = on.flatMap((source) => source.forms.filter(({ enabled }) => enabled).map((form) => ({ source, form })));
  const one = forms.map(({ source, form }): WantedChoice => {
    const ambiguous = forms.some((other) => other.form.id === form.id && other.source !== source);
    const title = form.title === '' ? fill(__('Form {id}', 'handoff'), { id: form.id }) : form.title;
    return {
      value: `${source.slug}/${form.id}`,
      label: fill(__('{form} ({plugin})', 'handoff'), { form: title, plugin: source.title }),
      wanted: { kind: 'form', form: { source: source.slug, id: form.id, title, fields: form.fields, ambiguous } },
    };
  });
  const all: WantedChoice = {
    value: 'forms',
    label: __('All forms of this site', 'handoff'),
    wanted: { kind: 'forms', forms: forms.map(({ form }) => form.fields) },
  };
  const orders: WantedChoice = { value: 'orders', label: __('New orders', 'handoff'), wanted: { kind: 'orders' } };
  return [
    ...(forms.length > 1 ? [all] : []),
    ...one,
    ...(on.some(({ types }) => types.includes('order.created')) ? [orders] : []),
    // Forms may still be made: without any, this is the flow that will take them.
    ...(forms.length === 0 ? [all] : []),
  ];
}

/** What starts the flow, as the middle of a sentence. */
export function whenWords(wanted: SiteWanted): string {
  switch (wanted.kind) {
    case 'forms':
      return __('When someone submits any form of this site', 'handoff');
    case 'form':
      return fill(__('When someone submits “{form}”', 'handoff'), { form: wanted.form.title });
    case 'orders':
      return __('When someone places an order', 'handoff');
  }
}
