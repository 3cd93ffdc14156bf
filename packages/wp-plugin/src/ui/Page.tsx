import { useEffect, useRef } from '@wordpress/element';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { hasMoved } from '../app/location.ts';

const HEADING = 'handoff-page-title';

/** Where the keyboard goes on when what it was on is gone, and nothing took its place. */
export function focusHeading(): void {
  document.getElementById(HEADING)?.focus();
}

/** One screen: its heading, what can be done on it, and its content. */
export function Page({ title, intro, actions, children }: { title: string; intro?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const [path] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  // After a change of screen, so that screen readers say where one is and the keyboard goes on from there.
  useEffect(() => {
    if (hasMoved()) heading.current?.focus();
  }, [path]);
  return (
    <section className="handoff-page" aria-labelledby={HEADING}>
      <header className="handoff-page__head">
        <div>
          <h2 id={HEADING} tabIndex={-1} ref={heading}>
            {title}
          </h2>
          {intro !== undefined && <p className="handoff-page__intro">{intro}</p>}
        </div>
        {actions !== undefined && <div className="handoff-page__actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
