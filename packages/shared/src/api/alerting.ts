import { z } from 'zod';

const Time = z.iso.datetime();
const Id = z.string();

export const Severity = z.enum(['problem', 'warning', 'finding']);

/** Whom an alert was sent to, and what became of it. */
export const Notice = z
  .object({
    /** An address, or the name of a channel. */
    to: z.string(),
    kind: z.enum(['opened', 'resolved', 'reminder']),
    /** pending: will be sent · sent · failed: given up · dropped: it was over before it was told. */
    state: z.enum(['pending', 'sent', 'failed', 'dropped']),
    at: Time,
    /** Why the last try failed. */
    error: z.string().nullable(),
  })
  .meta({ id: 'Notice' });

export const Alert = z
  .object({
    id: Id,
    kind: z.string(),
    severity: Severity,
    /** What happened and why. */
    message: z.string(),
    /** What to do. */
    fix: z.string(),
    /** `name` is null where it is gone. */
    about: z.object({ kind: z.enum(['flow', 'connection', 'source', 'workspace']), id: Id, name: z.string().nullable() }),
    /** Who answers for what it is about. */
    owner: z.string().nullable(),
    openedAt: Time,
    resolvedAt: Time.nullable(),
    acknowledgedAt: Time.nullable(),
    acknowledgedBy: z.string().nullable(),
    mutedUntil: Time.nullable(),
    /** How often it came back shortly after it was resolved. */
    cameBack: z.int(),
    /** Empty where nobody could be told. */
    notices: z.array(Notice),
  })
  .meta({ id: 'Alert' });
