import type { z } from 'zod';
import type { Flow as FlowSchema, FlowVersion as VersionSchema } from '../../api/resources.ts';
import { isSame } from './same.ts';

export type Flow = z.output<typeof FlowSchema>;
export type FlowVersion = z.output<typeof VersionSchema>;

/** `live` sends, `watching` shows what it would send, `draft` does nothing yet. */
export type FlowMode = 'live' | 'watching' | 'draft';

export interface FlowStatus {
  mode: FlowMode;
  /** With `live`: another version watches beside it. */
  isWatchingToo: boolean;
  /** A draft waits that says something else than what runs. */
  hasChanges: boolean;
}

export function flowStatus({ draft, shadow, published }: Pick<Flow, 'draft' | 'shadow' | 'published'>): FlowStatus {
  const running = shadow ?? published;
  return {
    mode: published !== null ? 'live' : shadow !== null ? 'watching' : 'draft',
    isWatchingToo: published !== null && shadow !== null,
    hasChanges: draft !== null && running !== null && !isSame(draft.spec, running.spec),
  };
}

/** The version one edits: the draft, else what a draft would begin from. A flow always has one of them. */
export function latestVersion({ draft, shadow, published }: Pick<Flow, 'draft' | 'shadow' | 'published'>): FlowVersion | null {
  return draft ?? shadow ?? published;
}
