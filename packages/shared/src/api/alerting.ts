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

/** When a channel is sent alerts of one severity: at once, once a day, or not at all. */
const Pace = z.enum(['now', 'daily', 'off']);

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day looks like 08:00.');

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

/** Without a name of its own in the API's document: going in, what has a default may be left out. */
export const ChannelSettings = z.object({
  problems: Pace.default('now'),
  warnings: Pace.default('now'),
  findings: Pace.default('daily'),
  /** Only these kinds of alerts; null: all. */
  kinds: z.array(z.string().max(50)).max(50).nullable().default(null),
  /** Also alerts whose owner is told by e-mail. */
  owned: z.boolean().default(false),
  /** Once a day, how many messages were kept back as probable spam and wait for a look; nothing where none do. */
  quarantine: z.boolean().default(false),
  /** In which quiet hours and daily messages are meant. */
  zone: z.string().refine(isZone, 'This is not a time zone. It looks like Europe/Berlin.').default('UTC'),
  /** When daily messages go out. */
  dailyAt: TimeOfDay.default('08:00'),
  /** What would go out between these times waits for their end. `through`: what goes out all the same. */
  quiet: z
    .object({ from: TimeOfDay, to: TimeOfDay, through: z.enum(['nothing', 'access', 'problems']).default('access') })
    .nullable()
    .default(null),
});
export type ChannelSettings = z.output<typeof ChannelSettings>;

/** Where alerts go: an address, by the server's own mail, or a connection of the workspace that sends messages. */
export const ChannelTo = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('email'), address: z.email('This is not an e-mail address.').max(254) }),
  z.object({ kind: z.literal('connection'), connectionId: Id }),
]);

export const AlertChannel = z
  .object({
    id: Id,
    name: z.string(),
    to: ChannelTo,
    settings: ChannelSettings,
    lastSentAt: Time.nullable(),
    /** Why nothing got through since; null where the last message did. */
    failure: z.object({ at: Time, message: z.string() }).nullable(),
  })
  .meta({ id: 'AlertChannel' });
