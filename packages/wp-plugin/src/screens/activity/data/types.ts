import type { AnswerOf, endpoints } from '@handoff/shared/api';
import type { z } from 'zod';
import type { OutboxRow } from '../../../site-api/resources.ts';

/** One line of the server's list. */
export type ListedEvent = AnswerOf<(typeof endpoints)['listEvents']>['items'][number];
export type EventDetail = AnswerOf<(typeof endpoints)['getEvent']>;
export type Delivery = EventDetail['deliveryList'][number];
export type WaitingRow = z.output<typeof OutboxRow>;

/** One row of the list: what the server has, or what waits on this site (`left`: it waited when the list was made). */
export type Line = { kind: 'event'; key: string; event: ListedEvent } | { kind: 'waiting'; key: string; row: WaitingRow; left: boolean };
