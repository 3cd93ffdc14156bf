import { z } from 'zod';

const Time = z.iso.datetime({ offset: true });

/** The workspace the shop hands its events to; null until one was opened or joined. */
export const Link = z.object({
  origin: z.string(),
  sourceId: z.string(),
  workspaceId: z.string(),
  workspaceName: z.string(),
  fingerprint: z.string(),
  connectedAt: Time,
});

/** `reconnect`: Shopify no longer takes our tokens; opening the app again mends it. */
export const Access = z.object({ state: z.enum(['ok', 'reconnect']), message: z.string().nullable(), keptAliveAt: Time.nullable() });

/** A scope, what it is for in the merchant's words, and whether it was granted. */
export const Scope = z.object({ scope: z.string(), why: z.string(), granted: z.boolean(), required: z.boolean() });

/** Shopify hands protected customer data over only where it approved that; `withheld` means it comes as null. */
export const ProtectedField = z.object({
  field: z.enum(['name', 'email', 'phone', 'address']),
  state: z.enum(['approved', 'withheld', 'unknown']),
});

export const SetupStep = z.object({
  key: z.enum(['workspace', 'destination', 'flow', 'test', 'import', 'theme_embed', 'pixel']),
  done: z.boolean(),
  optional: z.boolean(),
});

/** What one topic brought. `waiting`: nothing came yet. `missed`: reconciliation found what its webhooks did not bring. */
export const TopicHealth = z.object({
  topic: z.string(),
  state: z.enum(['ok', 'waiting', 'missed']),
  lastAt: Time.nullable(),
  deliveries: z.int(),
  missed: z.int(),
  missedAt: Time.nullable(),
});

/** A webhook that could not be turned into events; kept until a person decides. */
export const InboxRow = z.object({
  id: z.int(),
  topic: z.string(),
  receivedAt: Time,
  state: z.enum(['pending', 'done', 'failed']),
  flags: z.array(z.string()),
  attempts: z.int(),
  nextAt: Time.nullable(),
  error: z.string().nullable(),
  eventIds: z.array(z.string()),
});

/** What was found of a person and erased, or counted for a request of their data. Holds no personal data. */
export const PrivacyReceipt = z.object({
  /** What the app itself held: webhooks that were not handed over yet, and checkouts. */
  webhooks: z.int(),
  checkouts: z.int(),
  /** What the companion held; null where the shop was connected to none. */
  companion: z.object({ events: z.int(), deliveries: z.int(), attempts: z.int(), cancelled: z.int() }).nullable(),
  /**
   * Where destinations still held a record. `asked`: they were asked to erase it; `by_hand`: only their owner can. A workspace that the
   * shop left stands here too, where only its people can erase what is still there.
   */
  destinations: z.array(
    z.object({
      destination: z.string(),
      connection: z.string(),
      recordId: z.string().nullable(),
      url: z.string().nullable(),
      /** False: it is not known whether the record arrived there. */
      certain: z.boolean(),
      erasure: z.enum(['asked', 'by_hand']),
    }),
  ),
});

/** A request Shopify passed on: a customer wants their data, or wants it erased. */
export const PrivacyRequest = z.object({
  id: z.string(),
  topic: z.enum(['customers/data_request', 'customers/redact', 'shop/redact']),
  state: z.enum(['pending', 'done', 'failed']),
  receivedAt: Time,
  doneAt: Time.nullable(),
  error: z.string().nullable(),
  /** Whether what the customer asked for can be fetched now. */
  exportable: z.boolean(),
  receipt: PrivacyReceipt.nullable(),
});

/** All that is kept of a person, as it is kept. */
export const PrivacyExport = z.object({
  webhooks: z.array(z.object({ topic: z.string(), body: z.unknown() })),
  checkouts: z.array(z.object({ body: z.unknown() })),
  events: z.array(z.record(z.string(), z.unknown())),
});

/**
 * What an import does with the past. `records`: customers and orders are brought to the destinations, nobody is
 * messaged. `remember`: kept and shown here, no flow runs. `live`: as if it happened now.
 */
export const ImportMode = z.enum(['records', 'remember', 'live']);
/** `recent`: the last 90 days. `all`: those first, then all that the scopes allow. */
export const ImportSpan = z.enum(['recent', 'all']);

/** An import or a reconciliation. `captured` are events that were new, `known` those that were there already. */
export const Job = z.object({
  id: z.string(),
  kind: z.enum(['import', 'reconcile']),
  state: z.enum(['running', 'paused', 'done', 'failed', 'cancelled']),
  mode: ImportMode.nullable(),
  span: ImportSpan.nullable(),
  /** What it is busy with: `recent_orders`, `recent_customers`, `older_orders`, `older_customers`, `orders`, `customers`. */
  phase: z.string().nullable(),
  since: Time.nullable(),
  done: z.int(),
  total: z.int().nullable(),
  captured: z.int(),
  known: z.int(),
  message: z.string().nullable(),
  by: z.string().nullable(),
  startedAt: Time,
  finishedAt: Time.nullable(),
});

export const ShopSettings = z.object({
  /** Minutes after which a checkout without an order counts as abandoned; null: checkouts are not watched. */
  abandonedAfterMinutes: z.int().min(15).max(10_080).nullable(),
  /** Hours between reconciliations. */
  reconcileEveryHours: z.int().min(1).max(168),
  /** Storefront forms and the pixel. */
  captureForms: z.boolean(),
  capturePixel: z.boolean(),
});
export type ShopSettings = z.infer<typeof ShopSettings>;

export const DEFAULT_SETTINGS: ShopSettings = {
  abandonedAfterMinutes: 60,
  reconcileEveryHours: 24,
  captureForms: true,
  capturePixel: false,
};

export const Pixel = z.object({ state: z.enum(['off', 'on', 'scope_missing']), message: z.string().nullable() });
/** `seen`: the app embed reported in from the storefront. Shopify does not tell an app whether it is on. */
export const ThemeEmbed = z.object({ seenAt: Time.nullable(), editorUrl: z.string() });

/** Everything the panel's frame and Home need to know of the shop. */
export const ShopStatus = z.object({
  shop: z.object({
    domain: z.string(),
    name: z.string(),
    currency: z.string().nullable(),
    /** ISO code: for phone numbers that were typed without one. */
    country: z.string().nullable(),
    timezone: z.string().nullable(),
    plan: z.string().nullable(),
  }),
  person: z.object({ name: z.string(), email: z.string() }),
  link: Link.nullable(),
  /** Whether the merchant may open a new workspace, or can only join one by a connection code. */
  mayOpenWorkspace: z.boolean(),
  access: Access,
  /** Whether events go on to the companion. */
  sending: z.object({ state: z.enum(['on', 'not_connected', 'paused']), message: z.string().nullable(), until: Time.nullable() }),
  scopes: z.array(Scope),
  protectedData: z.array(ProtectedField),
  setup: z.array(SetupStep),
  waiting: z.int(),
  failed: z.int(),
  lastWebhookAt: Time.nullable(),
  import: Job.nullable(),
  reconcile: Job.nullable(),
  pixel: Pixel,
  themeEmbed: ThemeEmbed,
});
