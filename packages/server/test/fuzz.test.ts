import { describe, expect, inject, test } from 'vitest';
import { fuzz } from './fuzz/run.ts';
import { createDatabase } from './support/postgres.ts';

const postgresUrl = inject('postgresUrl');

/** The same inputs on every run; `npm run fuzz` takes others, and many more. */
const SEED = 20_261_121;

describe.each([
  { engine: 'sqlite', runs: 1500, databaseUrl: undefined },
  { engine: 'postgres', runs: 600, databaseUrl: postgresUrl === undefined ? undefined : () => createDatabase(postgresUrl) },
])('hostile input on $engine', ({ engine, runs, databaseUrl }) => {
  test.skipIf(engine === 'postgres' && databaseUrl === undefined)(
    'never breaks the server, never passes for signed, is answered in the declared shape, and what is accepted is stored',
    async () => {
      const figures = await fuzz({ runs, seed: SEED, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
      console.info(`fuzz on ${engine}: ${figures.inputs} inputs, seed ${SEED}, ${figures.accepted} events accepted and found stored`);
      expect(figures.failures).toEqual([]);
      expect(figures.inputs).toBeGreaterThanOrEqual(runs);
    },
    120_000,
  );
});
