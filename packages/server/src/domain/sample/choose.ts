import type { endpoints } from '@handoff/shared/api';
import type { Envelope } from '@handoff/shared/event';
import type { z } from 'zod';
import { AppError } from '../../observe/app-error.ts';
import type { Clock } from '../../observe/clock.ts';
import { openBody } from '../../pipeline/process.ts';
import type { Store } from '../../store/store.ts';
import { erasedBecause } from '../people/erased.ts';
import type { Reach } from '../reach.ts';
import { sampleEvent } from './samples.ts';

/** Which record stands in for a live event: stored, given, or made up. */
export type ChosenEvent = z.output<typeof endpoints.testSend.body>['event'];

export interface Chosen {
  envelope: Envelope;
  /** Which source it is from, or would be; undefined where that is not told. */
  sourceId: string | undefined;
}

/** The event to preview or test with. A stored one may be in any state, kept back and parked ones included; a site's panel finds its own source's only. */
export async function chooseEvent(parts: { store: Store; clock: Clock }, reach: Reach, choice: ChosenEvent): Promise<Chosen> {
  if ('envelope' in choice) return { envelope: choice.envelope, sourceId: reach.sourceId };
  if ('sample' in choice) return { envelope: sampleEvent(choice.type, choice.sample, parts.clock.now()), sourceId: reach.sourceId };
  const row = await parts.store.db
    .selectFrom('events')
    .select(['source_id', 'body', 'erased_at', 'erased_after_days'])
    .where('id', '=', choice.eventId)
    .where('workspace_id', '=', reach.workspaceId)
    .executeTakeFirst();
  if (row === undefined || (reach.sourceId !== undefined && reach.sourceId !== row.source_id)) {
    throw new AppError('not_found', 'There is no such event here; it may be older than what is kept. Choose another, or a sample.');
  }
  if (row.erased_at !== null) {
    throw new AppError('conflict', `The personal data of this event ${erasedBecause(row)}. Choose another, or a sample.`);
  }
  return { envelope: openBody(row.body), sourceId: row.source_id };
}
