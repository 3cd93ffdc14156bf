import type { ReactNode } from 'react';

/** One screen: its heading, what can be done on it, and its content. */
export function Page({ title, intro, actions, children }: { title: string; intro?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="handoff-page" aria-labelledby="handoff-page-title">
      <header className="handoff-page__head">
        <div>
          {/* Focused after a change of screen, so that screen readers say where one is. */}
          <h2 id="handoff-page-title" tabIndex={-1}>
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
