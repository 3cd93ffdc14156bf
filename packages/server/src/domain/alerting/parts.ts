import type { Mailer } from '../../mail/mailer.ts';
import type { ConnectionParts } from '../connection/parts.ts';

/** What telling people of alerts works with. */
export interface AlertingParts extends ConnectionParts {
  /** Undefined where the server has no mail server. */
  mailer: Mailer | undefined;
  publicUrl: () => string;
}
