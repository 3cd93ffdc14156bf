import type { Person } from '../../identity/person.ts';
import { personIds, siteCountedIds } from '../../identity/person-ids.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Reach } from '../reach.ts';

/** Throws `invalid` where a request would reach people that it does not mean: an erasure cannot be undone. */
export function checkWhom({ sourceId }: Reach, { email, phone, externalIds }: Person): void {
  const [counted] = siteCountedIds(externalIds);
  if (sourceId === undefined && counted !== undefined) {
    throw new AppError(
      'invalid',
      `Every site counts ${counted} for itself, so this number may be somebody else on another site. Ask by e-mail address or phone number.`,
    );
  }
  if (email === undefined && phone === undefined && personIds(externalIds).length === 0) {
    throw new AppError(
      'invalid',
      'These ids name a shop, not a person. Say who: send an e-mail address, a phone number, or an id of theirs.',
    );
  }
}
