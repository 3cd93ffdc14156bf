import { z } from 'zod';

const Time = z.iso.datetime();

/** problem: something does not get through · watch: something needs a look · new: nothing came in from a connected site yet · ok */
export const WorkspaceState = z.enum(['problem', 'watch', 'new', 'ok']).meta({ id: 'WorkspaceState' });

const Used = z.object({
  /** Events that came in as they happened. */
  events: z.int(),
  /** Tries to deliver that worked, and that did not. */
  delivered: z.int(),
  failed: z.int(),
});

/** A workspace among others: how it fares, and how much it is used this month (in UTC, so far as hours are over). */
export const WorkspaceLine = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: Time,
    state: WorkspaceState,
    /** Open alerts that something does not get through, and those that something needs a look. */
    problems: z.int(),
    warnings: z.int(),
    /** What the gravest, latest of them says. */
    says: z.string().nullable(),
    /** Connected sites, shops and accounts. */
    sources: z.int(),
    lastEventAt: Time.nullable(),
    month: Used,
  })
  .meta({ id: 'WorkspaceLine' });

export const WorkspaceList = z
  .object({
    items: z.array(WorkspaceLine),
    /** How many match, on all pages. */
    total: z.int(),
    counts: z.record(WorkspaceState, z.int()),
  })
  .meta({ id: 'WorkspaceList' });

/** How much a workspace was used. Days are those of UTC, the oldest first, and all of the last thirty are there. */
export const WorkspaceUsage = z.object({ month: Used, days: z.array(Used.extend({ day: z.iso.date() })) }).meta({ id: 'WorkspaceUsage' });
