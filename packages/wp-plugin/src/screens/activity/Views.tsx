import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Link, useLocation } from 'wouter';
import { __, fill } from '../../app/i18n.ts';
import { useOwnSite } from '../../app/panel.tsx';

/** The list as a whole, and what of it needs a person. Those that are empty are left out, unless one is on them. */
export function Views() {
  const [path] = useLocation();
  const outbox = useOwnSite()?.outbox;
  const health = useServer('workspaceHealth', { params: { workspaceId: useWorkspaceId() } });
  const { deliveries, events } = health.data ?? {};
  const views = [
    { href: '/activity', label: __('All', 'handoff'), count: null },
    { href: '/activity/dead', label: __('Failed', 'handoff'), count: deliveries?.dead ?? 0 },
    { href: '/activity/uncertain', label: __('Not known whether arrived', 'handoff'), count: deliveries?.uncertain ?? 0 },
    { href: '/activity/parked', label: __('Of an unknown kind', 'handoff'), count: events?.parked ?? 0 },
    { href: '/activity/outbox/refused', label: __('Not taken by the server', 'handoff'), count: outbox?.refused ?? 0 },
    { href: '/activity/outbox/expired', label: __('Given up after seven days', 'handoff'), count: outbox?.expired ?? 0 },
    {
      href: '/activity/outbox/pending',
      label: __('Waiting on this site', 'handoff'),
      count: (outbox?.pending ?? 0) + (outbox?.leased ?? 0),
    },
  ].filter(({ href, count }) => count === null || count > 0 || href === path);
  if (views.length === 1) return null;
  return (
    <nav className="handoff-views" aria-label={__('Parts of the activity', 'handoff')}>
      {views.map(({ href, label, count }) => (
        <Link key={href} href={href} aria-current={href === path ? 'page' : undefined}>
          {count === null ? label : fill(__('{name} ({count})', 'handoff'), { name: label, count })}
        </Link>
      ))}
    </nav>
  );
}
