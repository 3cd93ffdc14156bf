import type { ComponentChildren } from 'preact';
import { addressOf } from '../app/location.ts';

interface ButtonProps {
  children: ComponentChildren;
  variant?: 'primary' | 'secondary' | 'tertiary';
  /** For what cannot be undone. */
  critical?: boolean;
  /** At work: shows so, and takes no second click. */
  busy?: boolean;
  disabled?: boolean;
  type?: 'button' | 'submit';
  /** More than the text says, for screen readers: "Pause the import". */
  label?: string;
  slot?: 'primary-action' | 'secondary-actions' | 'breadcrumb-actions';
  /** A place in the panel (`/flows`), or an address elsewhere (`https://…`), which opens in a window of its own. */
  to?: string;
  onClick?: () => void;
}

/** A button, or a link that looks like one. */
export function Button({
  children,
  variant = 'secondary',
  critical = false,
  busy = false,
  disabled = false,
  type = 'button',
  ...rest
}: ButtonProps) {
  const { label, slot, to, onClick } = rest;
  return (
    <s-button
      variant={variant}
      tone={critical ? 'critical' : 'auto'}
      loading={busy}
      disabled={disabled}
      type={type}
      {...(label === undefined ? {} : { accessibilityLabel: label })}
      {...(slot === undefined ? {} : { slot })}
      {...(to === undefined ? {} : linkTo(to))}
      {...(onClick === undefined ? {} : { onClick })}
    >
      {children}
    </s-button>
  );
}

/** Where a link of Shopify's elements leads: a click in the panel goes by `shopify:navigate`, see app/location.ts. */
export function linkTo(to: string): { href: string; target?: '_blank' | '_top' } {
  if (to.startsWith('/')) return { href: addressOf(to) };
  return { href: to, target: '_blank' };
}
