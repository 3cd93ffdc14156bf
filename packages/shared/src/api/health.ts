import { z } from 'zod';
import { Hold } from './resources.ts';

const Time = z.iso.datetime();
const Id = z.string();
const Count = z.int().min(0);

/** problem: something is not getting through · watch: look at it · ok · idle: switched off, or nothing has happened yet. */
export const HealthState = z.enum(['ok', 'watch', 'problem', 'idle']).meta({ id: 'HealthState' });
export type HealthState = z.infer<typeof HealthState>;

/** What is open about it: what happened, and what to do. */
export const HealthAlert = z
  .object({
    id: Id,
    kind: z.string(),
    severity: z.enum(['problem', 'warning', 'finding']),
    message: z.string(),
    fix: z.string(),
    openedAt: Time,
  })
  .meta({ id: 'HealthAlert' });
export type HealthAlert = z.infer<typeof HealthAlert>;

/** What is usual, learned from up to five weeks. Null: too little is known. `now` is at this hour (of the week, where two weeks are known). */
export const UsualRate = z.object({ perHourNow: z.number().nullable(), perDay: z.number().nullable() }).meta({ id: 'UsualRate' });

const Version = z.object({ name: z.string(), endsOn: z.iso.date(), source: z.string() }).meta({ id: 'VendorVersion' });

const common = {
  id: Id,
  name: z.string(),
  state: HealthState,
  /** One plain English sentence. */
  says: z.string(),
  usual: UsualRate,
  alerts: z.array(HealthAlert),
};

/** Tries of the last 24 hours. A delivery that is tried three times counts three times. */
const Tries = z.object({ worked: Count, failed: Count });
/** What waits to be delivered. `more`: there are more than were counted. */
const Backlog = z.object({ count: Count, more: z.boolean(), oldestAt: Time.nullable() });

export const SourceHealth = z
  .object({
    ...common,
    kind: z.string(),
    lastEventAt: Time.nullable(),
    /** Events that came in during the last 24 hours. */
    last24h: Count,
    /** Null: too little is known yet to tell silence (two weeks and 20 events). */
    quiet: z
      .object({
        /** How long a gap is usual at this time of the week. */
        usualGapMinutes: z.int(),
        /** When it counts as silent if nothing comes. */
        silentAt: Time,
      })
      .nullable(),
    version: Version.nullable(),
  })
  .meta({ id: 'SourceHealth' });
export type SourceHealth = z.infer<typeof SourceHealth>;

export const FlowHealth = z
  .object({
    ...common,
    owner: z.string().nullable(),
    /** What of it is on. */
    runs: z.enum(['published', 'shadow', 'off']),
    lastSuccessAt: Time.nullable(),
    last24h: Tries,
    backlog: Backlog,
    reviewedAt: Time.nullable(),
    reviewedBy: z.string().nullable(),
  })
  .meta({ id: 'FlowHealth' });
export type FlowHealth = z.infer<typeof FlowHealth>;

export const ConnectionHealth = z
  .object({
    ...common,
    destination: z.string(),
    owner: z.string().nullable(),
    hold: Hold.nullable(),
    lastSuccessAt: Time.nullable(),
    last24h: Tries,
    backlog: Backlog,
    /** When the access ends for good unless somebody signs in again; null where it does not, or the vendor does not say. */
    expiresAt: Time.nullable(),
    version: Version.nullable(),
    reviewedAt: Time.nullable(),
    reviewedBy: z.string().nullable(),
  })
  .meta({ id: 'ConnectionHealth' });
export type ConnectionHealth = z.infer<typeof ConnectionHealth>;

export const HealthReport = z
  .object({
    at: Time,
    /** The worst of all below. */
    state: HealthState,
    /** Alerts about no single source, flow or connection. */
    alerts: z.array(HealthAlert),
    sources: z.array(SourceHealth),
    flows: z.array(FlowHealth),
    connections: z.array(ConnectionHealth),
  })
  .meta({ id: 'HealthReport' });
export type HealthReport = z.infer<typeof HealthReport>;

export const HealthSettings = z
  .strictObject({
    /** After how many days without a review a flow or connection becomes a finding; 0: never. */
    reviewEveryDays: z.int().min(0).max(3650),
    /** After how many days without use an access becomes a finding; 0: never. */
    unusedAfterDays: z.int().min(0).max(3650),
  })
  .meta({ id: 'HealthSettings' });
export type HealthSettings = z.infer<typeof HealthSettings>;

/** Who said that a flow or a connection is as it should be. */
export const Review = z.object({ reviewedAt: Time, reviewedBy: z.string() }).meta({ id: 'Review' });
