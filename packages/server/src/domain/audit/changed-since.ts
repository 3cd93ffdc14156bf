import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../observe/app-error.ts';

/** Refuses to undo where what is there now is not what the change left. */
export function refuseChangedSince(now: unknown, then: unknown): void {
  if (!isDeepStrictEqual(plain(now), plain(then)))
    throw new AppError('conflict', 'This was changed again since. Undo the later change first, or change it by hand.');
}

/** As JSON keeps it: members without a value are not there. */
const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
