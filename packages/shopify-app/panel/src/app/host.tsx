import { type PanelHost, PanelHostContext } from '@handoff/shared/panel/hooks';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { server } from './clients.ts';
import { SHOP_EVENT_TYPES } from './event-types.ts';
import { storefrontForms } from './forms.ts';
import { locale, t } from './i18n.ts';
import { useUnsaved } from './location.ts';
import { useLink, useStatus } from './status.ts';

/** Tells the screens that both panels share where they are. */
export function ShopHost({ children }: { children: ComponentChildren }) {
  const { person, shop } = useStatus();
  const { workspaceId, sourceId } = useLink();
  const host = useMemo(
    (): PanelHost => ({
      server,
      t,
      workspaceId,
      sourceId,
      // Whoever may open the app may change it: Shopify gives staff access to an app as a whole.
      person: { name: person.name, email: person.email, canManage: true },
      types: SHOP_EVENT_TYPES,
      usualType: 'order.created',
      forms: storefrontForms(),
      locale: locale(),
      defaults: { country: shop.country ?? undefined, zone: shop.timezone ?? 'UTC' },
      useUnsaved,
    }),
    [workspaceId, sourceId, person.name, person.email, shop.country, shop.timezone],
  );
  return <PanelHostContext.Provider value={host}>{children}</PanelHostContext.Provider>;
}
