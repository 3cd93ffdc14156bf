import { useKeptCounts } from '@handoff/shared/panel/hooks';
import { Link, useLocation } from 'wouter';
import { __, fill } from '../../app/i18n.ts';

/** What was kept back, by why, with how many of each there are. */
export function Tabs() {
  const [path] = useLocation();
  const counts = useKeptCounts();
  const tabs = [
    { href: '/quarantine', label: __('Kept back', 'handoff'), count: counts.quarantine },
    { href: '/quarantine/review', label: __('Take a look', 'handoff'), count: counts.review },
    { href: '/quarantine/suppress', label: __('Not to be sent', 'handoff'), count: counts.suppress },
    { href: '/quarantine/duplicate', label: __('Duplicates', 'handoff'), count: counts.duplicate },
    { href: '/quarantine/same-person', label: __('Same person?', 'handoff'), count: undefined },
    { href: '/quarantine/quality', label: __('How well it works', 'handoff'), count: undefined },
    { href: '/quarantine/rules', label: __('Rules', 'handoff'), count: undefined },
  ];
  return (
    <nav className="handoff-nav" aria-label={__('Parts of the quarantine', 'handoff')}>
      {tabs.map(({ href, label, count }) => (
        <Link key={href} href={href} aria-current={href === path ? 'page' : undefined}>
          {count === undefined ? label : fill(__('{name} ({count})', 'handoff'), { name: label, count: count ?? '–' })}
        </Link>
      ))}
    </nav>
  );
}
