import { type Problem, toProblems } from '@handoff/shared/event';
import { AppError } from '../../observe/app-error.ts';
import { SourceSettings } from '../../sources/settings.ts';

type Members = Record<string, unknown>;

const SCREENING: Members = SourceSettings.parse({}).screening;

/**
 * Lays a change over settings: what is absent stays, null goes back to the default, and `screening` is merged member
 * by member. Refuses what `SourceSettings` does not take, naming every member.
 */
export function mergeSourceSettings(stored: Members, patch: Members): Members {
  const { screening, ...rest } = patch;
  const merged = overlay(stored, rest);
  if (screening === null) delete merged['screening'];
  else if (isMembers(screening)) merged['screening'] = overlay(isMembers(stored['screening']) ? stored['screening'] : {}, screening);
  else if (screening !== undefined) merged['screening'] = screening;

  const parsed = SourceSettings.safeParse(merged);
  const problems = [
    ...(parsed.success ? [] : toProblems(parsed.error, '/settings')),
    ...unknown(patch, SourceSettings.shape, '/settings'),
    ...(isMembers(screening) ? unknown(screening, SCREENING, '/settings/screening') : []),
  ];
  const first = problems[0];
  if (first !== undefined) throw new AppError('invalid', `The settings are not right: ${first.path} ${first.message}`, { problems });
  return merged;
}

function overlay(stored: Members, patch: Members): Members {
  const merged = { ...stored };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function unknown(given: Members, known: Members, path: string): Problem[] {
  return Object.keys(given)
    .filter((key) => !Object.hasOwn(known, key))
    .map((key) => ({ path: `${path}/${key}`, message: `There is no such setting. There are: ${Object.keys(known).join(', ')}.` }));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
