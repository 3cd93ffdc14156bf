import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Link, useLocation } from 'wouter';
import { __, fill } from '../../app/i18n.ts';
import { useScreening } from './useScreening.ts';

const LOOK_EVERY_MS = 15_000;

/** What was kept back, by why, with how many of each there are. */
export function Tabs() {
  const [path] = useLocation();
  const { data } = useServer('workspaceHealth', { params: { workspaceId: useWorkspaceId() } }, { every: LOOK_EVERY_MS });
  const events = data?.events;
  // Of a site that is only watched nothing is kept back: the lists show what would be, and the server does not count that.
  const isWatched = useScreening().screening?.observe === true;
  const tabs = [
    { href: '/quarantine', label: __('Kept back', 'handoff'), count: isWatched ? undefined : events?.quarantined },
    { href: '/quarantine/review', label: __('Take a look', 'handoff'), count: isWatched ? undefined : events?.review },
    { href: '/quarantine/suppress', label: __('Not to be sent', 'handoff'), count: events?.suppressed },
    { href: '/quarantine/duplicate', label: __('Duplicates', 'handoff'), count: events?.duplicates },
    { href: '/quarantine/rules', label: __('Rules', 'handoff'), count: undefined },
  ];
  return (
    <nav className="handoff-nav" aria-label={__('Parts of the quarantine', 'handoff')}>
      {tabs.map(({ href, label, count }) => (
        <Link key={href} href={href} aria-current={href === path ? 'page' : undefined}>
          {count === undefined ? label : fill(__('{name} ({count})', 'handoff'), { name: label, count })}
        </Link>
      ))}
    </nav>
  );
}
