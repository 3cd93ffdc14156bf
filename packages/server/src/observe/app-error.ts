import type { ErrorCode } from '@handoff/shared/api';
import type { Problem } from '@handoff/shared/event';
import type { Language } from '../words/language.ts';
import type { Said } from '../words/said.ts';
import { say } from '../words/say.ts';
import type { Words } from '../words/stored.ts';

/** An error with a stable code and words that say what to do; http answers it, the command line prints it. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** What `message` says without its language, so that it can be said in the reader's; undefined where it is English only. */
  readonly said: Said | undefined;
  readonly problems: Problem[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  constructor(code: ErrorCode, words: Words, more: { problems?: Problem[]; retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(typeof words === 'string' ? words : say('en', words), { cause: more.cause });
    this.code = code;
    this.said = typeof words === 'string' ? undefined : words;
    this.problems = more.problems;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** What an error says in a language; in English where it has words in no other. */
export function errorWords({ said, message }: AppError, language: Language): string {
  return said === undefined ? message : say(language, said);
}
