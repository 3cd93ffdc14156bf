import { alertKinds } from './alert-kinds.ts';
import { alerts } from './alerts.ts';
import { mails } from './mails.ts';
import { pages } from './pages.ts';
import { units } from './units.ts';
import type { Text } from '../texts.ts';

/** The source: every text of the server that follows its reader's language. */
export const en = { ...units, ...pages, ...mails, ...alertKinds, ...alerts } as const satisfies Record<string, Text>;

export type English = typeof en;
