import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';

const ID = /^[A-Za-z0-9_-]{20,100}$/;
const LINK = /^https:\/\/docs\.google\.com\/spreadsheets\/(?:u\/\d+\/)?d\/([A-Za-z0-9_-]{20,100})(?:[/?#].*)?$/;

export const Settings = z.object({
  spreadsheet: z
    .string()
    .trim()
    .refine((text) => ID.test(text) || LINK.test(text), 'Copy the address of the spreadsheet: https://docs.google.com/spreadsheets/d/…')
    .meta({
      title: 'Spreadsheet',
      description: 'Its address, copied from the browser. A Google spreadsheet, not an Excel file kept in Drive.',
    }),
  sheet: z.string().trim().min(1).max(100).optional().meta({
    title: 'Tab',
    description: 'The name on the tab at the bottom. Without it, the first tab.',
  }),
  eventColumn: z.string().trim().min(1).max(100).default('Handoff event').meta({
    title: 'Column of the event',
    description: 'Handoff keeps its event number there, so that no row is written twice. Rename it only here and there together.',
  }),
  missingColumns: z.enum(['add', 'refuse']).default('add').meta({
    title: 'Columns that are not there',
    description: '"add" puts a new column at the end and says so on the delivery; "refuse" stops the row until you choose another column.',
  }),
  account: z.string().trim().min(1).optional().meta({
    title: 'Google account',
    description: 'Filled in when you sign in. Google counts calls for each account.',
  }),
});
export type Settings = z.infer<typeof Settings>;

/** The id inside the address, or the id itself. */
export function spreadsheetId({ spreadsheet }: Settings): string {
  return LINK.exec(spreadsheet)?.[1] ?? spreadsheet;
}

const MINUTE = 60_000;

/**
 * Google counts reads and writes apart, 60 a minute for each account and 300 for the whole app. A row costs one of each,
 * so one count serves for both; one a minute is left for what some rows cost more: a header, a look-up. They go out one
 * at a time, because two that find a column missing would both add it.
 */
export function limits(settings: Settings): LimitSpec[] {
  return [
    { scope: `user:${settings.account ?? spreadsheetId(settings)}`, max: 59, windowMs: MINUTE, concurrency: 1 },
    { scope: 'project:all', max: 300, windowMs: MINUTE },
  ];
}
