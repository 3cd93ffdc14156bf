import { z } from 'zod';

const Time = z.iso.datetime({ offset: true });

/** What the site knows of its pairing; null where it is not paired. */
export const Pairing = z.object({
  origin: z.string(),
  sourceId: z.string(),
  workspaceId: z.string(),
  workspaceName: z.string(),
  /** The site key's fingerprint, as the server shows it too. */
  fingerprint: z.string(),
  pairedAt: Time,
  pairedBy: z.string(),
  /** Set by constants in wp-config.php: the panel shows it and changes nothing. */
  unattended: z.boolean(),
  /** Another code stands there now and could not be used: why, and what to do. */
  unusedCode: z.string().nullable(),
});

/**
 * Whether events go out. `cloned`: this looks like a copy of the paired site (another address), so it records and does
 * not send until someone decides. `refused`: the server no longer accepts this site's key. `breaker`: the server did
 * not answer several times, so there is a pause until `until`.
 */
export const Sending = z.object({
  state: z.enum(['on', 'not_paired', 'paused', 'cloned', 'refused', 'clock', 'breaker']),
  message: z.string().nullable(),
  until: Time.nullable(),
  /** With `cloned`: the address the site was paired under, and the present one. */
  pairedUrl: z.string().nullable(),
  presentUrl: z.string(),
});

/**
 * `pending`: waits to be sent · `leased`: being sent · `delivered`: the server keeps it · `refused`: the server will not
 * take it as it is; kept until a person decides · `expired`: seven days of tries; kept until a person decides.
 */
export const OutboxState = z.enum(['pending', 'leased', 'delivered', 'refused', 'expired']);

export const OutboxRow = z.object({
  /** The row's number. */
  id: z.int(),
  eventId: z.string(),
  idempotencyKey: z.string(),
  type: z.string(),
  state: OutboxState,
  attempts: z.int(),
  nextAt: Time.nullable(),
  lastCode: z.string().nullable(),
  lastError: z.string().nullable(),
  createdAt: Time,
  deliveredAt: Time.nullable(),
  /** How it came here. */
  origin: z.enum(['hook', 'gap_scan', 'backfill', 'api', 'test', 'file']),
  /** The source plugin's slug and its form, for people. */
  source: z.string().nullable(),
  form: z.string().nullable(),
  contact: z.string().nullable(),
});

export const OutboxCounts = z.object({
  pending: z.int(),
  leased: z.int(),
  delivered: z.int(),
  refused: z.int(),
  expired: z.int(),
  /** Events in the fallback file because the database did not take them. */
  inFile: z.int(),
  oldestPendingAt: Time.nullable(),
  lastDeliveredAt: Time.nullable(),
});

export const FormField = z.object({
  key: z.string(),
  label: z.string(),
  type: z.string(),
  required: z.boolean(),
});

export const Form = z.object({
  id: z.string(),
  title: z.string(),
  /** Where to edit it in this admin; null where there is no such page. */
  editUrl: z.string().nullable(),
  fields: z.array(FormField),
  /** Whether its submissions are captured. */
  enabled: z.boolean(),
  lastCapturedAt: Time.nullable(),
});

export const SiteSource = z.object({
  slug: z.string(),
  title: z.string(),
  /** Whether the plugin it reads from is active here. */
  available: z.boolean(),
  version: z.string().nullable(),
  enabled: z.boolean(),
  /** Event types it can send. */
  types: z.array(z.string()),
  forms: z.array(Form),
  /** When something of it last came in, from whichever form. */
  lastCapturedAt: Time.nullable(),
  /** Whether the plugin keeps its own entries, so that what was missed can be found; if not, `keepsEntriesNote` says why and what to do. */
  keepsEntries: z.boolean(),
  keepsEntriesNote: z.string().nullable(),
});

/** A gap scan or a backfill, or the last one. */
export const Job = z.object({
  id: z.string(),
  kind: z.enum(['gap_scan', 'backfill']),
  state: z.enum(['running', 'paused', 'done', 'failed', 'cancelled']),
  source: z.string().nullable(),
  since: Time.nullable(),
  /** A silent backfill is kept and shown at the server; flows do not run on it. */
  silent: z.boolean(),
  done: z.int(),
  total: z.int().nullable(),
  /** New events captured, and those that were known already. */
  captured: z.int(),
  known: z.int(),
  message: z.string().nullable(),
  startedAt: Time,
  finishedAt: Time.nullable(),
});

export const SiteSettings = z.object({
  /** Delivered rows are purged after this many days; what was refused stays until a person decides. */
  retentionDays: z.int().min(3).max(365),
  /** Who hears by e-mail that events wait or were refused; empty: the site's administrator address. */
  alertEmails: z.array(z.email()).max(10),
  alertsOn: z.boolean(),
  /** Roles besides administrators that may see activity (`view`) and change flows (`manage`). */
  viewRoles: z.array(z.string()),
  manageRoles: z.array(z.string()),
  /** Whether the visitor's IP address and browser travel along. */
  sendIp: z.boolean(),
  sendUserAgent: z.boolean(),
  deleteOnUninstall: z.boolean(),
  paused: z.boolean(),
});

export const Role = z.object({ slug: z.string(), name: z.string() });

export const SiteStatus = z.object({
  site: z.object({ name: z.string(), url: z.string(), wordpress: z.string(), php: z.string(), plugin: z.string(), locale: z.string() }),
  person: z.object({ name: z.string(), email: z.string(), canManage: z.boolean(), canConnect: z.boolean() }),
  pairing: Pairing.nullable(),
  sending: Sending,
  outbox: OutboxCounts,
  sources: z.array(SiteSource),
  /** The last gap scan, and a backfill that runs or waits. */
  gapScan: Job.nullable(),
  backfill: Job.nullable(),
});
