import type { ReactNode } from 'react';

/** Nothing here yet: why, and what to do next. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="handoff-empty">
      <h3>{title}</h3>
      {children}
    </div>
  );
}
