import type { SkipCode as SkipCodeSchema } from '@handoff/shared/api';
import type { z } from 'zod';

export type SkipCode = z.output<typeof SkipCodeSchema>;

/** Why a delivery was not replayed, in words for the person who asked. */
const SKIP_REASONS: Record<SkipCode, string> = {
  open: 'It is still on its way; there is nothing to replay.',
  done: 'It arrived already.',
  replayed: 'It was replayed already; what became of that is in its later delivery.',
  not_sent: 'It was never to be sent: its condition did not hold, or its flow was in shadow.',
  newer_data:
    'Newer data of this contact went out since, or is about to; this would overwrite it. Force the replay if that is what you want.',
  flow_gone: 'Its flow has no published version any more. Publish one, or replay the version it was made for.',
  step_gone: 'The flow no longer has this step.',
  no_match: 'The current version of the flow would not send this event.',
  connection_gone:
    'Its connection was removed. Connect the destination again, publish the flow with it, and replay with the current version.',
  event_gone: 'Its event is no longer kept, so there is nothing to send.',
  event_unreadable: 'This version of Handoff cannot read the stored event.',
  earlier_step: 'It builds on an earlier step that has not run for this event. Replay the whole event.',
  not_found: 'There is no such delivery here. It may be older than what is kept, or belong to another site.',
};

export interface Skip {
  /** Null where the step never had a delivery of this event. */
  deliveryId: string | null;
  code: SkipCode;
  reason: string;
}

export function skip(deliveryId: string | null, code: SkipCode): Skip {
  return { deliveryId, code, reason: SKIP_REASONS[code] };
}
