import { mayAs } from '@handoff/shared/api';
import { EVENT_TYPES } from '@handoff/shared/event';
import { type PanelHost, PanelHostContext } from '@handoff/shared/panel/hooks';
import { t } from '@handoff/wp-plugin/app/i18n.ts';
import { useUnsaved } from '@handoff/wp-plugin/app/location.ts';
import { useMemo } from '@wordpress/element';
import type { ReactNode } from 'react';
import { server } from './api.ts';
import { roleIn, useSession } from './session.tsx';

interface ConsoleHostProps {
  workspaceId: string;
  /** The site or shop that a screen is about, where it is about one. */
  sourceId?: string | undefined;
  children: ReactNode;
}

/** Tells the screens that WordPress' plugin shares with the console where they are: above a workspace, inside none of its sites. */
export function ConsoleHost({ workspaceId, sourceId, children }: ConsoleHostProps) {
  const session = useSession();
  const host = useMemo(
    (): PanelHost => ({
      server,
      t,
      workspaceId,
      sourceId,
      person: { name: session.name, email: session.email, canManage: mayAs(roleIn(session, workspaceId) ?? 'viewer', 'manager') },
      types: EVENT_TYPES,
      usualType: 'form.submitted',
      forms: [],
      locale: navigator.language,
      defaults: {
        country: new Intl.Locale(navigator.language).region,
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
      useUnsaved,
    }),
    [session, workspaceId, sourceId],
  );
  return <PanelHostContext.Provider value={host}>{children}</PanelHostContext.Provider>;
}
