import type { DestinationDefinition } from '../destinations/kit/types.ts';
import type { Fetch } from '../destinations/kit/http.ts';
import type { Config } from '../config/config.ts';
import type { Clock } from '../observe/clock.ts';
import type { Logger } from '../observe/logger.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Readiness } from '../observe/readiness.ts';
import type { Tracing } from '../observe/tracing.ts';
import type { createReceiver } from '../pipeline/receive.ts';
import type { Limits } from './limits.ts';
import type { Keyring } from '../secrets/keyring.ts';
import type { ServerKeys } from '../domain/server/keys.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Learner } from '../domain/screening/learner.ts';
import type { SourceKeys } from '../sources/keys.ts';
import type { Store } from '../store/store.ts';

/** Everything the HTTP side works with; `main.ts` makes the real ones, tests make their own. */
export interface AppDeps {
  store: Store;
  keyring: Keyring;
  serverKeys: ServerKeys;
  clock: Clock;
  logger: Logger;
  config: Config;
  destinations: Record<string, DestinationDefinition>;
  /** Guarded against private addresses unless the configuration allows them. */
  fetch: Fetch;
  receive: ReturnType<typeof createReceiver>;
  sourceKeys: SourceKeys;
  /** What sources have taught screening. */
  learner: Learner;
  metrics: Metrics;
  tracing: Tracing;
  readiness: Readiness;
  limits: Limits;
  /** Sends the server's own mails; undefined where no mail server is configured. */
  mailer: Mailer | undefined;
  version: string;
  /** How sources and browsers reach this server; known only once it listens, where it is not configured. */
  publicUrl: () => string;
}
