import type { NewEvent } from '../../packages/server/src/store/outbox/index.ts';
import type { Seeded } from './seed.ts';
import { submission } from './submission.ts';

/** A submitted form as the door hands it to the store. */
export function newEvent(site: Seeded, run: string, number: number, now: number): NewEvent {
  const envelope = submission(run, number, now);
  return {
    workspaceId: site.workspaceId,
    sourceId: site.sourceId,
    type: envelope.type,
    known: true,
    idempotencyKey: envelope.idempotencyKey,
    occurredAt: now,
    receivedAt: now,
    contactKey: `email:${envelope.subject?.email}`,
    problems: undefined,
    body: JSON.stringify(envelope),
    sameAs: () => true,
  };
}
