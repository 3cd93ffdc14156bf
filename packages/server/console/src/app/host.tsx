import { mayAs } from '@handoff/shared/api';
import { type HostForm, type PanelHost, PanelHostContext } from '@handoff/shared/panel/hooks';
import { t } from '@handoff/wp-plugin/app/i18n.ts';
import { useUnsaved } from '@handoff/wp-plugin/app/location.ts';
import { useMemo } from '@wordpress/element';
import type { ReactNode } from 'react';
import { server } from './api.ts';
import { roleIn, useSession } from './session.tsx';

/** What most sites and shops tell of; the rest is shown on demand. */
const USUAL_TYPES = [
  'form.submitted',
  'order.created',
  'order.paid',
  'customer.created',
  'user.registered',
  'payment.succeeded',
  'booking.created',
];

const NO_FORMS: readonly HostForm[] = [];

interface ConsoleHostProps {
  workspaceId: string;
  /** The site or shop that a screen is about, where it is about one. */
  sourceId?: string | undefined;
  /** The forms that flows may name, the same list between renders; none where no screen asks for them. */
  forms?: readonly HostForm[];
  children: ReactNode;
}

/** Tells the screens that WordPress' plugin shares with the console where they are: above a workspace, inside none of its sites. */
export function ConsoleHost({ workspaceId, sourceId, forms = NO_FORMS, children }: ConsoleHostProps) {
  const session = useSession();
  const host = useMemo(
    (): PanelHost => ({
      server,
      t,
      workspaceId,
      sourceId,
      person: { name: session.name, email: session.email, canManage: mayAs(roleIn(session, workspaceId) ?? 'viewer', 'manager') },
      signsIn: { email: session.email, isOwner: roleIn(session, workspaceId) === 'owner' },
      types: USUAL_TYPES,
      usualType: 'form.submitted',
      forms,
      locale: navigator.language,
      defaults: {
        country: new Intl.Locale(navigator.language).region,
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
      useUnsaved,
    }),
    [session, workspaceId, sourceId, forms],
  );
  return <PanelHostContext.Provider value={host}>{children}</PanelHostContext.Provider>;
}
