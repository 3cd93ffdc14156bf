import { useLocation } from 'wouter';
import { fill, t } from '../app/i18n.ts';
import { addressOf } from '../app/location.ts';
import { numberWords } from './times.ts';
import './tabs.css';

interface Tab {
  /** A place in the panel. */
  to: string;
  label: string;
  /** How many are there, where it is known; null while it is asked, so that the tabs after it stay where they are. */
  count?: number | null | undefined;
}

/** The parts of a screen, each at an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const [path, navigate] = useLocation();
  return (
    <nav class="handoff-tabs" aria-label={label}>
      {tabs.map(({ to, label: name, count }) => (
        <a
          key={to}
          href={addressOf(to)}
          {...(to === path ? { 'aria-current': 'page' } : {})}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            navigate(to);
          }}
        >
          {count === undefined ? name : fill(t('{name} ({count})'), { name, count: count === null ? '–' : numberWords(count) })}
        </a>
      ))}
    </nav>
  );
}
