import type { ActivityLine } from '@handoff/shared/panel/hooks';
import type { z } from 'zod';
import type { OutboxRow } from '../../../site-api/resources.ts';

export type WaitingRow = z.output<typeof OutboxRow>;
export type Line = ActivityLine<WaitingRow>;
