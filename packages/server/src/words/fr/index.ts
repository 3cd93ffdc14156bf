import { alertKinds } from './alert-kinds.ts';
import { alerts } from './alerts.ts';
import { mails } from './mails.ts';
import { pages } from './pages.ts';
import { units } from './units.ts';
import type { English } from '../en/index.ts';
import type { Translated } from '../texts.ts';

export const fr: Translated<English> = { ...units, ...pages, ...mails, ...alertKinds, ...alerts };
