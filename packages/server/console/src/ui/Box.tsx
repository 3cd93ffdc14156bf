import { useId } from '@wordpress/element';
import type { ReactNode } from 'react';

/** One subject of a page that stands above the workspaces, under its own heading. */
export function Box({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="handoff-console-box" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
