import { z } from 'zod';

/** The kinds of data that go by age, in the order in which people think of them. */
export const RETENTION_KINDS = ['bodies', 'exchanges', 'quarantine', 'failed', 'events', 'keys', 'people', 'alerts', 'audit'] as const;

export const RetentionKind = z.enum(RETENTION_KINDS);
export type RetentionKind = z.output<typeof RetentionKind>;

/**
 * The fewest days each kind may be kept. Keys outlast what a source sends again, so that nothing comes twice; what waits
 * for a person waits at least two weeks; who changed what can be looked up for a quarter.
 */
export const RETENTION_MIN_DAYS: Record<RetentionKind, number> = {
  bodies: 1,
  exchanges: 1,
  quarantine: 1,
  failed: 14,
  events: 1,
  keys: 90,
  people: 30,
  alerts: 7,
  audit: 90,
};

const Days = z.int().positive();

/** Days by kind of data; each kind is there. */
export const RetentionDays = z.record(RetentionKind, Days).meta({ id: 'RetentionDays' });
export type RetentionDays = z.output<typeof RetentionDays>;

/** What a workspace sets itself; a kind that is left out follows the server's default. */
export const RetentionSettings = z.partialRecord(RetentionKind, Days).meta({ id: 'RetentionSettings' });
export type RetentionSettings = z.output<typeof RetentionSettings>;

const Time = z.iso.datetime({ offset: true });
/** Rows that were removed or emptied, by kind; a kind without any is left out. */
const Removed = z.partialRecord(RetentionKind, z.int());

export const Retention = z
  .object({
    /** What holds now: the workspace's own days, else the server's, never more than the server allows. */
    days: RetentionDays,
    /** What the workspace set itself. */
    own: RetentionSettings,
    defaults: RetentionDays,
    min: RetentionDays,
    max: RetentionDays,
    /** The last time all kinds were gone through; null before the first. */
    lastRun: z.object({ startedAt: Time, finishedAt: Time, removed: Removed }).nullable(),
    /** Since this server cleans up. */
    removedSoFar: Removed,
    /** True while one is under way. */
    isRunning: z.boolean(),
    /** Null before the server looks for the first time. */
    nextAt: Time.nullable(),
  })
  .meta({ id: 'Retention' });

/** What a destination held of a person when they were erased here. */
export const ReceiptRecord = z
  .object({
    connectionId: z.string(),
    destination: z.string(),
    connection: z.string(),
    account: z.string().nullable(),
    /** Null where the destination names none, where it would say who it was, and once it was erased there. */
    recordId: z.string().nullable(),
    url: z.string().nullable(),
    /** False: it is not known whether the record arrived there. */
    certain: z.boolean(),
    /** `asked`: the destination was asked and has not answered · `done` · `by_hand`: somebody has to erase it there · `stays`: it is not to be erased. */
    state: z.enum(['asked', 'done', 'by_hand', 'stays']),
    /** Why it has to be done by hand, where a destination was asked. */
    message: z.string().nullable(),
    doneAt: Time.nullable(),
    doneBy: z.string().nullable(),
  })
  .meta({ id: 'ReceiptRecord' });

/** The proof of an export or an erasure. Whom it was about is in it only as a digest that this server alone can make. */
export const PersonReceipt = z
  .object({
    id: z.string(),
    kind: z.enum(['export', 'erasure']),
    /** About one person, or about all that one source (`sourceId`) ever sent. */
    of: z.enum(['person', 'source']).default('person'),
    person: z.object({
      digest: z.string(),
      /** By what they were looked for; empty where it is about a source. */
      by: z.array(z.enum(['email', 'phone', 'id'])),
    }),
    requestedBy: z.string(),
    requestedAt: Time,
    /** Null while it has not come to its end: whoever asks on as before goes on with it. An export nobody goes on with ends after a day. */
    finishedAt: Time.nullable(),
    /** Of only one source, where a site's panel asked, or where it is about one; null: of the whole workspace. */
    sourceId: z.string().nullable(),
    /** How many of each were found, and with an erasure erased. */
    counts: z.object({
      events: z.int(),
      deliveries: z.int(),
      attempts: z.int(),
      /** Deliveries that were still to be sent, or waited for a person, and are cancelled. */
      cancelled: z.int(),
      /** What sources said of who they are. */
      records: z.int(),
      /** Screening's memory of them: corrected examples, fingerprints of their address. */
      screening: z.int(),
      /** Alerts whose words quoted them. */
      alerts: z.int(),
      /** Webhooks and checkouts of Shopify shops that were not handed over yet. */
      shops: z.int(),
    }),
    destinations: z.array(ReceiptRecord),
    /** Older contents were removed by age before, so that what was sent then is known no more. */
    contentsSince: Time.nullable(),
  })
  .meta({ id: 'PersonReceipt' });
export type PersonReceipt = z.output<typeof PersonReceipt>;
