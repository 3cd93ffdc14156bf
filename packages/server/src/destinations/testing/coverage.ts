import type { DestinationCase } from './case.ts';
import { driveDestination } from './drive.ts';
import { loadSchema, METHODS } from './spec.ts';
import type { ContractOperation } from './twin.ts';

/** What a destination's examples call of its vendor's contract. Operations are named `POST /persons`; a file that is one body by itself. */
export interface Coverage {
  /** What the contract holds, less what the destination says it has no use for. Null where it lists types without their calls. */
  called: string[] | null;
  /** What the contract holds. Null as above. */
  published: string[] | null;
  hit: string[];
  /** Called, and in the contract only because we added them from the vendor's documentation. */
  added: string[];
  /** Calls held against nothing, `POST /v1/token`; signing in is left out. */
  outside: string[];
  /** Said to be without use for us, and yet called, or not in the contract at all. */
  wronglyNotCalled: string[];
}

/** The contracts of a destination, under `../shared/specs`. */
export function specsOf(examples: DestinationCase<unknown>[]): string[] {
  return [...new Set(examples.flatMap((example) => example.specs ?? []))];
}

/**
 * Runs a destination's examples against their twins and holds the calls against what the vendor's contract has.
 * @returns undefined where the vendor has no contract, or one of its files is not there.
 */
export async function coverageOf(examples: DestinationCase<unknown>[]): Promise<Coverage | undefined> {
  const files = specsOf(examples).map((spec) => publishedIn(spec));
  if (files.length === 0 || files.includes(undefined)) return undefined;
  const published = files.includes(null) ? null : files.flatMap((names) => names ?? []).toSorted();
  const notCalled = new Set(examples.flatMap((example) => example.notCalled ?? []));

  const calls = (await Promise.all(examples.map(driveDestination))).flat().flatMap((twin) => twin.calls);
  const operations = calls.flatMap(({ operation }) => operation ?? []);
  const hit = distinct(operations.filter(({ added }) => !added).map(label));
  const signIn = new Set(examples.flatMap(signInPaths));
  const unheld = calls.filter(({ call, operation }) => operation === undefined && !signIn.has(call.slice(call.indexOf('/'))));
  return {
    called: published?.filter((name) => !notCalled.has(name)) ?? null,
    published,
    hit,
    added: distinct(operations.filter(({ added }) => added).map(label)),
    outside: distinct(unheld.map(({ call }) => call)),
    wronglyNotCalled: [...notCalled].filter((name) => hit.includes(name) || published?.includes(name) !== true),
  };
}

function label({ spec, name }: Pick<ContractOperation, 'spec' | 'name'>): string {
  return name === '' ? spec : name;
}

/** @returns undefined where the file is not there, null where it lists types only. */
function publishedIn(spec: string): string[] | null | undefined {
  const file = loadSchema(spec);
  if (file === undefined) return undefined;
  const { paths, methods } = file as { paths?: Record<string, object>; methods?: object };
  if (paths !== undefined)
    return Object.entries(paths).flatMap(([path, item]) =>
      METHODS.filter((method) => method in item).map((method) => `${method.toUpperCase()} ${path}`),
    );
  if (methods !== undefined) return Object.keys(methods).map((method) => `#/methods/${method}`);
  return file.$ref === undefined ? null : [label({ spec, name: '' })];
}

function signInPaths({ definition, settings }: DestinationCase<unknown>): string[] {
  const { auth } = definition;
  if (auth.kind !== 'oauth2') return [];
  const own: unknown = definition.settings.parse(settings);
  return [auth.tokenUrl(own), auth.revocationUrl?.(own)].flatMap((url) => (url === undefined ? [] : new URL(url).pathname));
}

function distinct(names: string[]): string[] {
  return [...new Set(names)].toSorted();
}
