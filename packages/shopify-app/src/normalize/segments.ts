import { z } from 'zod';
import { bareId, Id, readId } from './ids.ts';
import { toSubject } from './people.ts';
import { occurredAt, readPayload, utcMs } from './read.ts';
import type { Normaliser } from './types.ts';

const SegmentPayload = z.object({ customer_id: Id, segment_id: Id });

/**
 * A customer came into one of the shop's segments or left it. The payload has no time of its own, and the same customer may come
 * and go: the happening tells two of them apart.
 */
export function segmentNormaliser(change: 'joined' | 'left'): Normaliser {
  return (payload, run) => {
    const read = readPayload(SegmentPayload, payload, run);
    if (read === undefined) return 'unreadable';
    const customerId = readId(read.customer_id, undefined, '/customer_id', run);
    const segmentId = bareId(read.segment_id);
    return {
      type: `custom.segment_${change}`,
      nativeId: `${customerId}-${segmentId}`,
      nativeVersion: run.meta.eventId ?? String(utcMs(run.meta.triggeredAt)),
      occurredAt: occurredAt(run),
      subject: toSubject({ customer: { id: customerId } }, run),
      data: { customerId, segmentId },
    };
  };
}
