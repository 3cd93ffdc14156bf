import type { AnswerOf } from '../../api/client.ts';
import type { endpoints } from '../../api/endpoints/index.ts';

type Answer<Name extends keyof typeof endpoints> = AnswerOf<(typeof endpoints)[Name]>;

export type Connection = Answer<'getConnection'>;
export type Destination = Answer<'listDestinations'>['items'][number];
export type Operation = Destination['operations'][number];
export type Preview = Answer<'preview'>;
/** One line of the server's list of events, and one event with all that became of it. */
export type ListedEvent = Answer<'listEvents'>['items'][number];
export type EventDetail = Answer<'getEvent'>;
export type Delivery = EventDetail['deliveryList'][number];
