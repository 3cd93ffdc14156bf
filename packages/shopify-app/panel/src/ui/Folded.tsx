import type { ComponentChildren } from 'preact';

/** What few people need, behind its title. `open` says how it starts; from then on it is the person's. */
export function Folded({ title, open = false, children }: { title: ComponentChildren; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="handoff-folded" {...(open ? { open } : {})}>
      <summary>{title}</summary>
      <div class="handoff-folded__content">{children}</div>
    </details>
  );
}
