import type { ComponentChildren } from 'preact';

interface SectionProps {
  title: string;
  /** What can be done about all of it: buttons with `slot="secondary-actions"`. */
  actions?: ComponentChildren;
  /** Tables bring their own edges. */
  flush?: boolean;
  children: ComponentChildren;
}

/** One subject of a screen: a card with a heading. */
export function Section({ title, actions, flush = false, children }: SectionProps) {
  return (
    <s-section heading={title} padding={flush ? 'none' : 'base'}>
      {actions}
      {flush ? children : <s-stack gap="base">{children}</s-stack>}
    </s-section>
  );
}
