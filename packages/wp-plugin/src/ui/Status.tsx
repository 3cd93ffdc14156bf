import type { Tone } from '@handoff/shared/panel';
import type { ReactNode } from 'react';

/** How something is, as a word with a mark whose shape differs too: colour alone says nothing to many. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`handoff-status is-${tone}`}>{children}</span>;
}
