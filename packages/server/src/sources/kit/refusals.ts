import { AppError } from '../../observe/app-error.ts';
import type { KnownSource } from '../keys.ts';

/** An unknown source, one of another kind and a wrong secret are told alike, so that nobody can ask which sources exist. */
export function unknownAddress(): AppError {
  return new AppError(
    'source_unknown',
    'This address is not known here, or its secret was replaced. Copy the address again from where the source was made.',
  );
}

/** The source, unless it was disconnected. To be asked only once its sender is known. */
export function notRevoked(source: KnownSource): KnownSource {
  if (!source.revoked) return source;
  throw new AppError('source_revoked', 'This source was disconnected. Create a new one and send to its address.');
}
