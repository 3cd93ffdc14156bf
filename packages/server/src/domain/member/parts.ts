import type { Config } from '../../config/config.ts';
import type { Mailer } from '../../mail/mailer.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Store } from '../../store/store.ts';

/** What the verbs about people and their sign-in work with. */
export interface MemberParts {
  store: Store;
  clock: Clock;
  logger: Logger;
  config: Pick<Config, 'oidc'>;
  mailer: Mailer | undefined;
  publicUrl: () => string;
}
