import { useState } from 'react';

export interface DraftOver<Fields extends object> {
  draft: Fields;
  change: (part: Partial<Fields>) => void;
  /** Leaves what was typed, as after it was saved. */
  discard: () => void;
}

/**
 * What a person types over what the server keeps. Only the fields they typed in are theirs: the others follow when somebody
 * else changes them meanwhile, so that saving takes nothing of that back.
 */
export function useDraft<Fields extends object>(kept: Fields): DraftOver<Fields> {
  const [typed, setTyped] = useState<Partial<Fields>>({});
  return {
    draft: { ...kept, ...typed },
    change: (part) => setTyped((before) => ({ ...before, ...part })),
    discard: () => setTyped({}),
  };
}
