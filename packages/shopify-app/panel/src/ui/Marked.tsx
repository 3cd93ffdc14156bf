import type { Tone } from '@handoff/shared/panel';
import type { ComponentChildren } from 'preact';
import { LOOKS } from './Status.tsx';

/** A line with a mark that says how it is. For whole sentences: a badge would not wrap. */
export function Marked({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  const look = LOOKS[tone];
  return (
    <s-grid gridTemplateColumns="auto 1fr" gap="small-200" alignItems="start">
      <s-icon type={look.icon} tone={look.tone} />
      <s-text>{children}</s-text>
    </s-grid>
  );
}
