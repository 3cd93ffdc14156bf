import { useEffect, useState } from '@wordpress/element';
import { Link, useLocation } from 'wouter';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { SECTIONS } from './sections.ts';

/** The sections of a workspace: a column beside the screen, and on a phone a menu that opens. */
export function Navigation() {
  const [path] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const current = path.split('/')[1] ?? '';
  useEffect(() => setOpen(false), [path]);
  const label = SECTIONS.flatMap(({ sections }) => sections).find(({ slug }) => slug === current)?.label ?? __('Menu', 'handoff');
  return (
    <nav className="handoff-console-nav" aria-label={__('Workspace', 'handoff')}>
      <button type="button" aria-expanded={isOpen} aria-controls="handoff-console-sections" onClick={() => setOpen(!isOpen)}>
        <span className="screen-reader-text">{__('Sections:', 'handoff')} </span>
        {label}
      </button>
      <div id="handoff-console-sections" className={isOpen ? 'is-open' : undefined}>
        {SECTIONS.map(({ title, sections }) => (
          <section key={title} aria-label={title}>
            <p aria-hidden="true">{title}</p>
            <ul>
              {sections.map(({ slug, label: name }) => (
                <li key={slug}>
                  <Link href={`/${slug}`} aria-current={slug === current ? 'page' : undefined}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}
