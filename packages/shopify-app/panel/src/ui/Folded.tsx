import type { ComponentChildren } from 'preact';

interface FoldedProps {
  title: ComponentChildren;
  /** How it starts; from then on it is the person's. */
  open?: boolean;
  /** For content that is fetched when it is looked at. */
  onToggle?: (isOpen: boolean) => void;
  children: ComponentChildren;
}

/** What few people need, behind its title. */
export function Folded({ title, open = false, onToggle, children }: FoldedProps) {
  return (
    <details
      class="handoff-folded"
      {...(open ? { open } : {})}
      {...(onToggle === undefined ? {} : { onToggle: (event) => onToggle(event.currentTarget.open) })}
    >
      <summary>{title}</summary>
      <div class="handoff-folded__content">{children}</div>
    </details>
  );
}
