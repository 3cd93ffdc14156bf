import { endpoints } from '@handoff/shared/api';
import { AppError } from '../observe/app-error.ts';

/** A name given at the command line, as the API takes one. @throws AppError where it is empty, or longer than any name */
export function readName(given: string): string {
  const name = endpoints.createWorkspace.body.shape.name.safeParse(given.trim());
  if (!name.success) throw new AppError('invalid', '--name takes a name of 1 to 200 characters.');
  return name.data;
}
