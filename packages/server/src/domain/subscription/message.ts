import { compileMapping, type Mapping } from '@handoff/shared/mapping';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import { AppError } from '../../observe/app-error.ts';
import { sampleEvent } from '../sample/samples.ts';

/** What a subscription posts: the same for every type, so that a tool can be set up once. */
export function messageMapping(destinations: Record<string, DestinationDefinition>): Mapping {
  const send = destinations['webhook']?.operations['send'];
  if (send === undefined) throw new AppError('unavailable', 'This server has no outgoing webhook, so nothing can be subscribed to.');
  return send.defaultMapping('');
}

/** A made-up message of this type, as it would be posted at `now`. */
export function sampleMessage(destinations: Record<string, DestinationDefinition>, type: string, now: number): Record<string, unknown> {
  return compileMapping(messageMapping(destinations)).apply(sampleEvent(type, 'good', now)).payload;
}
