import type { AnswerOf, endpoints } from '@handoff/shared/api';

export type Health = AnswerOf<(typeof endpoints)['workspaceHealth']>;
