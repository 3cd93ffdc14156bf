import type { Tone } from './tone.ts';
import type { Translate } from './translate.ts';

/** What a person can do about a connection: sign in (again), look at its settings, let it go on, or nothing but wait. */
export type ConnectionTodo = 'sign_in' | 'mend' | 'resume' | 'wait' | 'nothing';

export interface ConnectionState {
  tone: Tone;
  label: string;
  /** Why, in the words of whoever paused it or of the system that refused; null where there is nothing to say. */
  detail: string | null;
  todo: ConnectionTodo;
  /** When it goes on by itself; null where it does not, or does already. */
  until: string | null;
}

interface Shown {
  /** Absent where it is not known. */
  authorized?: boolean;
  hold: { kind: 'rate_limit' | 'auth' | 'scope' | 'breaker' | 'person'; until: string | null; message: string } | null;
}

/** How a connection is, in words. */
export function connectionState({ authorized, hold }: Shown, t: Translate): ConnectionState {
  if (authorized === false)
    return {
      tone: 'attention',
      label: t('Not signed in yet'),
      detail: t('Nothing is sent to it until somebody signs in.'),
      todo: 'sign_in',
      until: null,
    };
  if (hold === null) return { tone: 'good', label: t('Works'), detail: null, todo: 'nothing', until: null };
  const { message, until } = hold;
  const detail = message === '' ? null : message;
  switch (hold.kind) {
    case 'auth':
      return { tone: 'bad', label: t('Access refused'), detail, todo: 'mend', until };
    case 'scope':
      return { tone: 'bad', label: t('A permission is missing'), detail, todo: 'mend', until };
    case 'breaker':
      return { tone: 'attention', label: t('Does not answer'), detail, todo: 'resume', until };
    case 'rate_limit':
      return { tone: 'busy', label: t('Asked to wait'), detail, todo: 'wait', until };
    case 'person':
      return { tone: 'quiet', label: t('Paused'), detail, todo: 'resume', until };
  }
}

export interface MissingScope {
  scope: string;
  /** What cannot be done without it, by the operations' titles. */
  operations: string[];
}

/** Permissions that a destination's operations need and the account did not grant; none where what was granted is not known. */
export function missingScopes(
  granted: readonly string[],
  operations: readonly { title: string; scopes: readonly string[] }[],
): MissingScope[] {
  if (granted.length === 0) return [];
  const needed = [...new Set(operations.flatMap(({ scopes }) => scopes))];
  return needed
    .filter((scope) => !granted.includes(scope))
    .map((scope) => ({ scope, operations: operations.filter(({ scopes }) => scopes.includes(scope)).map(({ title }) => title) }));
}
