import { once } from 'node:events';
import { startWorker } from './children.ts';
import type { Answers, OutsideRequest } from './outside-protocol.ts';

/** Speaks with the outside process. */
export interface Outside {
  tell: <R extends OutsideRequest>(request: R) => Promise<Answers[R['do']]>;
  stop: () => Promise<void>;
}

export function startOutside(): Outside {
  const { child, stop } = startWorker(new URL('./outside.ts', import.meta.url));
  return {
    tell: async (request) => {
      const ended = new AbortController();
      const gone = once(child, 'exit', { signal: ended.signal }).then(() => {
        throw new Error('The outside process ended.');
      });
      gone.catch(() => undefined);
      child.send(request);
      try {
        const [message] = (await Promise.race([once(child, 'message'), gone])) as [{ answer: never } | { error: string }];
        if ('error' in message) throw new Error(message.error);
        return message.answer;
      } finally {
        ended.abort();
      }
    },
    stop,
  };
}
