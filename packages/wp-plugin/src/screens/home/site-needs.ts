import type { Need } from '@handoff/shared/panel';
import { __ } from '../../app/i18n.ts';
import type { Status } from '../../app/panel.tsx';
import { placeOf } from '../../app/places.ts';

type SiteNeed = Omit<Need, 'place'> & { href: string };

/** What the site knows by itself that needs a person; the banner above every screen tells what stops sending altogether. */
export function siteNeeds(outbox: Status['outbox']): SiteNeed[] {
  const needs: SiteNeed[] = [
    {
      key: 'outbox:refused',
      tone: 'bad',
      count: outbox.refused,
      title: __('Not taken by the server', 'handoff'),
      text: __('They are kept on this site until you decide: see why, then send them again or discard them.', 'handoff'),
      todo: __('See why', 'handoff'),
      href: placeOf({ screen: 'outbox', state: 'refused' }),
    },
    {
      key: 'outbox:expired',
      tone: 'bad',
      count: outbox.expired,
      title: __('Tried for seven days without success', 'handoff'),
      text: __('They are kept on this site. When the server is back, send them again.', 'handoff'),
      todo: __('See them', 'handoff'),
      href: placeOf({ screen: 'outbox', state: 'expired' }),
    },
    {
      key: 'outbox:file',
      tone: 'attention',
      count: outbox.inFile,
      title: __('Kept in a file', 'handoff'),
      text: __('The database did not take them. They go on by themselves when it does; if this stays, ask your host.', 'handoff'),
      todo: __('See what waits', 'handoff'),
      href: placeOf({ screen: 'outbox', state: 'pending' }),
    },
  ];
  return needs.filter(({ count }) => count !== 0);
}
