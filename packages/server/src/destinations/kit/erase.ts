import { DestinationFailure, type VendorResponse } from './types.ts';

/** Undefined where the record is gone already: for an erasure that is as good as done. A web page says nothing of a record. */
export async function unlessGone(
  call: Promise<VendorResponse>,
  isGone: (response: VendorResponse) => boolean = ({ status }) => status === 404,
): Promise<VendorResponse | undefined> {
  try {
    return await call;
  } catch (error) {
    const response = error instanceof DestinationFailure ? error.response : undefined;
    if (response?.json !== undefined && isGone(response)) return undefined;
    throw error;
  }
}

/** What a destination leaves to its owner; the receipt shows these words until somebody says that it is done. */
export function leftToOwner(code: string, message: string): DestinationFailure {
  return new DestinationFailure({ kind: 'permanent', code, message, problems: [] });
}

/** For books: nothing in them is erased or made unreadable, and the owner reads why, and what they may do. */
export function keptByLaw(message: string) {
  return (): Promise<never> => Promise.reject(leftToOwner('kept_by_law', message));
}
