import type { ComponentChildren } from 'preact';
import { linkTo } from './Button.tsx';

/** A link to a place in the panel (`/flows`) or elsewhere (`https://…`, in a window of its own). */
export function Go({
  to,
  slot,
  label,
  children,
}: {
  to: string;
  slot?: 'breadcrumb-actions';
  label?: string;
  children: ComponentChildren;
}) {
  return (
    <s-link {...linkTo(to)} {...(slot === undefined ? {} : { slot })} {...(label === undefined ? {} : { accessibilityLabel: label })}>
      {children}
    </s-link>
  );
}
