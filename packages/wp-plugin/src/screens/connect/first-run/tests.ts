import type { Trigger } from '@handoff/shared/flow';
import { __, fill } from '../../../app/i18n.ts';
import type { Status } from '../../../app/panel.tsx';

export interface TestChoice {
  value: string;
  label: string;
  source: string;
  form: string;
}

/** The forms of this site that start a flow, so that a test of one does too. */
export function testsOf(sources: Status['sources'], { types, forms = [] }: Trigger): TestChoice[] {
  if (!types.includes('form.submitted')) return [];
  return sources
    .filter((source) => source.available && source.enabled)
    .flatMap((source) =>
      source.forms
        .filter(({ id, enabled }) => enabled && (forms.length === 0 || forms.includes(id)))
        .map(({ id, title }) => ({
          value: `${source.slug}/${id}`,
          label: fill(__('{form} ({plugin})', 'handoff'), { form: title === '' ? id : title, plugin: source.title }),
          source: source.slug,
          form: id,
        })),
    );
}
