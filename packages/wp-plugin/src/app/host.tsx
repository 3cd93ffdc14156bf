import { type PanelHost, PanelHostContext } from '@handoff/shared/panel/hooks';
import { useMemo } from '@wordpress/element';
import type { ReactNode } from 'react';
import { server } from './clients.ts';
import { t } from './i18n.ts';
import { useUnsaved } from './location.ts';
import { type Status, useStatus } from './panel.tsx';

type Pairing = NonNullable<Status['pairing']>;

/** Tells the screens that WordPress shares with Shopify where they are: in this site, paired like this. */
export function HostProvider({ pairing, children }: { pairing: Pairing; children: ReactNode }) {
  const { sources, person, site } = useStatus();
  const { workspaceId, sourceId } = pairing;
  const host = useMemo(
    (): PanelHost => ({
      server,
      t,
      workspaceId,
      sourceId,
      person,
      types: [...new Set(sources.filter(({ available }) => available).flatMap(({ types }) => types))],
      usualType: 'form.submitted',
      forms: sources.flatMap(({ slug, title, forms }) => forms.map((form) => ({ ...form, plugin: slug, pluginTitle: title }))),
      locale: site.locale.replaceAll('_', '-').split('-').slice(0, 2).join('-'),
      defaults: {
        country: /^[a-z]{2,3}[_-]([A-Z]{2})/.exec(site.locale)?.[1],
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
      useUnsaved,
    }),
    [workspaceId, sourceId, person, sources, site.locale],
  );
  return <PanelHostContext.Provider value={host}>{children}</PanelHostContext.Provider>;
}
