import type { ReactNode } from 'react';

/** What few people need, behind its title. `open` says how it starts; from then on it is the person's. */
export function Folded({ title, open, children }: { title: ReactNode; open: boolean; children: ReactNode }) {
  return (
    <details className="handoff-folded" {...(open ? { open } : {})}>
      <summary>{title}</summary>
      <div className="handoff-folded__content">{children}</div>
    </details>
  );
}
