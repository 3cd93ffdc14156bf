import type { Envelope, Problem } from '@handoff/shared/event';
import type { KnownSource } from '../keys.ts';
import type { SourceSettings } from '../settings.ts';

export interface HookPost {
  /** The body as JSON or as form fields. */
  body: unknown;
  /** The sender's own id of this message; the same when it sends it again. */
  messageId: string | undefined;
  source: { id: string; name: string; settings: SourceSettings };
  /** Epoch milliseconds. */
  now: number;
}

export interface NormalizedHook {
  envelope: Envelope;
  /** Parts that were not understood. */
  problems: Problem[];
  /** What is stored. */
  kept: unknown;
}

/** How a kind of source that posts to a hook is known, and what its posts mean. */
export interface HookSource {
  /** Checks the signature over the raw bytes; answers the message's id where the signature covers one. Throws `AppError`. */
  verify: (source: KnownSource, headers: Headers, bytes: Uint8Array, now: number) => Promise<string | undefined>;
  normalize: (post: HookPost) => NormalizedHook;
}
