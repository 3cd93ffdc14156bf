import type { ReactNode } from 'react';

/** The heading of a page of the console, and what can be done on it. */
export function Head({ title, intro, actions }: { title: string; intro?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="handoff-console-head">
      <div>
        <h1>{title}</h1>
        {intro !== undefined && <p className="handoff-quiet">{intro}</p>}
      </div>
      {actions !== undefined && <div className="handoff-actions">{actions}</div>}
    </div>
  );
}
