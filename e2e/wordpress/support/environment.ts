import { describe, inject } from 'vitest';
import type { CoreVersion } from './core.ts';
import type { DatabaseServer } from './database.ts';

/** What the run's global setup found and started; plain data, handed to each test file. */
export interface WordPressEnvironment {
  database: DatabaseServer;
  /** By version: as WordPress itself says it, or why it is not to be had. */
  cores: Record<CoreVersion, { exact: string } | { missing: string }>;
  /** The plugin's installable zip, and the folder of what was made for it where this run made it; or why there is none. */
  zip: { zip: string; made?: string } | { problem: string };
  /** Programs that are not installed, of those that only some tests need. */
  missingPrograms: string[];
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Undefined, with the reason, where no WordPress can run here. */
    wordpress: WordPressEnvironment | { missing: string };
  }
}

export interface OnVersion {
  version: CoreVersion;
  exact: string;
  database: DatabaseServer;
}

/** A suite for each version of WordPress; skipped, with the reason in its name, where that one cannot run here. */
export function describeOn(versions: readonly CoreVersion[], title: string, suite: (on: OnVersion) => void): void {
  const environment = inject('wordpress');
  for (const version of versions) {
    const core = 'missing' in environment ? environment : environment.cores[version];
    const missing = 'missing' in core ? core.missing : undefined;
    const exact = 'exact' in core ? core.exact : version;
    const database = 'database' in environment ? environment.database : { socket: '', folder: '' };
    describe.skipIf(missing !== undefined)(
      `${title} on WordPress ${exact}${missing === undefined ? '' : ` (not here: ${missing})`}`,
      () => {
        suite({ version, exact, database });
      },
    );
  }
}
