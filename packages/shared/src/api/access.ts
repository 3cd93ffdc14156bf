import { z } from 'zod';

const Time = z.iso.datetime();

const common = {
  id: z.string(),
  name: z.string(),
  /** Who let it in; null where that is not known any more. */
  addedBy: z.string().nullable(),
  addedAt: Time,
  lastUsedAt: Time.nullable(),
  /** Whether nobody used it for as long as the workspace allows; see `unusedAfterDays`. */
  unused: z.boolean(),
};

/** What Handoff may do at a destination. */
export const ConnectionAccess = z
  .object({
    ...common,
    destination: z.string(),
    title: z.string(),
    owner: z.string().nullable(),
    account: z.string().nullable(),
    /** Null: the destination does not tell, as with most keys. */
    granted: z.array(z.string()).nullable(),
    /** By the flows that run. */
    needed: z.array(z.string()),
    /** Needed and not granted. */
    missing: z.array(z.string()),
    /** Granted and needed by no flow that runs. */
    spare: z.array(z.string()),
    /** When it ends unless somebody signs in again; null where it does not, or nobody said. */
    expiresAt: Time.nullable(),
    /** The flows that run with it. */
    flows: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'ConnectionAccess' });
export type ConnectionAccess = z.infer<typeof ConnectionAccess>;

/** A site or shop that may hand events over; `lastUsedAt` is its last event. */
export const SourceAccess = z.object({ ...common, kind: z.string(), url: z.string() }).meta({ id: 'SourceAccess' });
export type SourceAccess = z.infer<typeof SourceAccess>;

/** An API token for this workspace alone. */
export const TokenAccess = z.object(common).meta({ id: 'TokenAccess' });
export type TokenAccess = z.infer<typeof TokenAccess>;

/** Who and what has access, in both directions. */
export const AccessReport = z
  .object({
    /** 0: nothing is ever called unused. */
    unusedAfterDays: z.int(),
    connections: z.array(ConnectionAccess),
    sources: z.array(SourceAccess),
    tokens: z.array(TokenAccess),
  })
  .meta({ id: 'AccessReport' });
export type AccessReport = z.infer<typeof AccessReport>;
