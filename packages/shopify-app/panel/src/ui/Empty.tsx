import type { ComponentChildren } from 'preact';

/** Nothing here yet: why, and what to do next. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <s-box padding="large">
      <s-stack gap="small" alignItems="center">
        <s-heading>{title}</s-heading>
        {children}
      </s-stack>
    </s-box>
  );
}
