import type { AnswerOf, endpoints } from '@handoff/shared/api';

export type Connection = AnswerOf<(typeof endpoints)['getConnection']>;
export type Destination = AnswerOf<(typeof endpoints)['listDestinations']>['items'][number];
export type Flow = AnswerOf<(typeof endpoints)['getFlow']>;
