import type { HookSource } from './kit/hook.ts';
import { normalizeStripe } from './stripe/normalize.ts';
import { verifyStripe } from './stripe/verify.ts';
import { normalizeHook } from './webhook/normalize.ts';
import { verifyHook } from './webhook/verify.ts';

/** Every kind of source that posts to a hook. Sites and shops pair and send envelopes instead. */
export const hookSources: Record<string, HookSource> = {
  stripe: { verify: verifyStripe, normalize: normalizeStripe },
  webhook: { verify: verifyHook, normalize: normalizeHook },
};
