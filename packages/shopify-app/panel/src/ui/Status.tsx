import type { Tone } from '@handoff/shared/panel';
import type { ComponentChildren } from 'preact';

export const LOOKS = {
  good: { tone: 'success', icon: 'check-circle' },
  busy: { tone: 'info', icon: 'clock' },
  attention: { tone: 'warning', icon: 'alert-triangle' },
  bad: { tone: 'critical', icon: 'alert-octagon' },
  quiet: { tone: 'neutral', icon: 'minus-circle' },
} as const;

/** How something is, as a word with a mark whose shape differs too: colour alone says nothing to many. */
export function Status({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    // In a box of its own: a badge in a stack would be as wide as the stack.
    <span>
      <s-badge {...LOOKS[tone]}>{children}</s-badge>
    </span>
  );
}
