import { useMemo } from '@wordpress/element';
import type { KnownForm } from '@handoff/shared/panel';
import { useStatus } from '../../../app/panel.tsx';

/** A form of this site, with the plugin it belongs to. */
export interface SiteForm extends KnownForm {
  pluginTitle: string;
}

/** Every form of the site, those of plugins that are switched off too: a flow may name them. */
export function useSiteForms(): readonly SiteForm[] {
  const { sources } = useStatus();
  return useMemo(
    () => sources.flatMap(({ slug, title, forms }) => forms.map((form) => ({ ...form, plugin: slug, pluginTitle: title }))),
    [sources],
  );
}

/** A form's title by its id. Two plugins may give the same id; then both are meant. */
export function formTitle(forms: readonly SiteForm[], id: string): string | undefined {
  const titles = forms.filter((form) => form.id === id).map(({ title }) => title);
  return titles.length === 0 ? undefined : titles.join(' / ');
}
