import type { ActivityLine, WaitingRow } from '@handoff/shared/panel/hooks';
import type { z } from 'zod';
import type { InboxRow } from '../../../../../src/panel-api/resources.ts';

/** A webhook that this app keeps: it waits for its turn, or could not be read. */
export interface WebhookRow extends WaitingRow {
  webhook: z.output<typeof InboxRow>;
}

export type Line = ActivityLine<WebhookRow>;
