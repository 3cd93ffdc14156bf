import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The administrative URL of the run's PostgreSQL, for `createDatabase`; undefined where PostgreSQL is not installed. */
    postgresUrl: string | undefined;
  }
}

/** One PostgreSQL for the whole run; each suite makes a database of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startPostgres();
  project.provide('postgresUrl', cluster?.url('postgres'));
  return async () => cluster?.stop();
}
