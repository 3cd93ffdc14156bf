import type { Translate } from '../translate.ts';
import type { DeliveryState } from './delivery-words.ts';

/** What to do about a delivery, and where: at its flow, at its connection, by sending again, at the destination, or nothing. */
export interface Todo {
  text: string;
  place: 'flow' | 'connection' | 'replay' | 'destination' | 'nowhere';
}

const OF_THE_MAPPING: ReadonlySet<string> = new Set([
  'mapping',
  'invalid_payload',
  'invalid_record',
  'invalid_fields',
  'bad_identifier',
  'unsendable',
]);
const OF_THE_FLOW: ReadonlySet<string> = new Set([
  'flow_broken',
  'gone',
  'no_channel',
  'channel_is_archived',
  'audience_not_found',
  'endpoint_gone',
]);
const OF_THE_ACCESS: ReadonlySet<string> = new Set([
  'unauthorized',
  'forbidden',
  'missing_scopes',
  'grant_ended',
  'unusable_credentials',
  'client_refused',
  'account_inactive',
  'account_unusable',
  'access_denied',
]);
const OF_THE_NETWORK: ReadonlySet<string> = new Set([
  'timeout',
  'connection_lost',
  'unreachable',
  'unavailable',
  'server_error',
  'out_of_time',
  'worker_lost',
  'unanswered',
]);

/** What a person should do about a delivery; undefined where nothing is needed. */
export function deliveryTodo(state: DeliveryState, code: string | undefined, t: Translate): Todo | undefined {
  if (code === 'erased') {
    return {
      text: t(
        'The personal data were erased, so there is nothing to send. If the destination has a record of this person, erase it there.',
      ),
      place: 'nowhere',
    };
  }
  if (code === 'connection_removed') {
    return { text: t('Connect the destination again, turn on the flow with it, then send this again as the flow is now.'), place: 'flow' };
  }
  if (state === 'uncertain') {
    return { text: t('Look at the destination. If it is there, say that it arrived; if not, send it again.'), place: 'destination' };
  }
  if (state !== 'dead') return undefined;
  if (code !== undefined && OF_THE_MAPPING.has(code)) {
    return {
      text: t('Correct in the flow how the named fields are filled and turn it on again; then send this again as the flow is now.'),
      place: 'flow',
    };
  }
  if (code !== undefined && OF_THE_FLOW.has(code)) {
    return {
      text: t('Open the flow, mend what the message names and turn it on again; then send this again as the flow is now.'),
      place: 'flow',
    };
  }
  if (code !== undefined && OF_THE_ACCESS.has(code)) {
    return { text: t('Reconnect the destination, then send this again.'), place: 'connection' };
  }
  if (code !== undefined && OF_THE_NETWORK.has(code)) {
    return { text: t('The other system was away for long. When it works again, send this again.'), place: 'replay' };
  }
  return { text: t('Mend what the message says, then send this again.'), place: 'replay' };
}
